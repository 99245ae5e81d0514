package dev.hearth.core.pipeline;

import dev.hearth.api.Attribute;
import dev.hearth.api.Caller;
import dev.hearth.api.hook.AuthenticateCall;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.FixupCall;
import dev.hearth.api.hook.IdentifiedCall;
import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.Note;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.api.hook.ReplyCall;
import dev.hearth.api.hook.Step;
import dev.hearth.api.hook.Timing;
import dev.hearth.api.hook.TranslateCall;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.ObjectSlot;
import dev.hearth.core.adapter.Transaction;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.Session;
import dev.hearth.core.dispatch.Chain;
import dev.hearth.core.dispatch.InChain;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: what is known of it so far, as the hooks of each phase may see it.
 *
 * <p>A call that no hook sees is used again for the next one that its caller's object makes, so that most calls between
 * hosted objects leave no garbage.
 *
 * <p>Used by one thread at a time, but for its {@link Progress} and what {@link CallView} shows.
 */
final class CallRun extends Progress
        implements TranslateCall,
                AuthenticateCall,
                IdentifiedCall,
                FixupCall,
                ReplyCall,
                LoggedCall,
                CallScope,
                InChain {

    /** What a hook has opened around the method. */
    record Opened(Registration<?> hook, AutoCloseable what) {}

    private static final Object[] NO_ARGUMENTS = new Object[0];
    private static final int MOST_REMEMBERED = 1_000;
    private long id;
    private final IncomingCall incoming;
    private final @Nullable CallRun parent;
    private HookTable hooks;
    private long startNanos = System.nanoTime();

    private String object = "-";
    private String method = "-";
    private String principal;
    private Set<String> roles;
    private @Nullable String translated;
    private @Nullable ObjectSlot slot;
    private @Nullable RemoteException missing;
    private @Nullable HostedMethod hosted;
    private @Nullable HostedType version;
    private volatile @Nullable Chain chain;
    private boolean nested;
    private @Nullable Object[] arguments = NO_ARGUMENTS;
    private long deadlineNanos = Long.MAX_VALUE;
    private @Nullable Outcome outcome;
    private boolean fails;
    private boolean reached;
    private List<Opened> enclosing = List.of();
    private @Nullable IdentityHashMap<Note<?>, Object> notes;
    private Map<Attribute<?>, Object> attributes = Map.of();
    private @Nullable Steps steps;
    private @Nullable HostedType probed;
    private int forwards;
    private @Nullable Moments moments;
    private List<CallRun> nestedCalls = List.of();
    private @Nullable CallRun reusable;
    private boolean over;

    private volatile @Nullable Outcome early;
    private @Nullable String runAs;
    private @Nullable Session session; // of a call that begins a chain

    /** @param parent the call whose object makes this one; null for a call that begins a chain */
    CallRun(long id, IncomingCall incoming, @Nullable CallRun parent, HookTable hooks) {
        this.id = id;
        this.incoming = incoming;
        this.parent = parent;
        this.hooks = hooks;
        this.principal =
                parent != null ? parent.callsAs() : incoming.principal().orElse(incoming.presumed());
        this.roles = parent != null ? parent.callsWith() : incoming.roles();
        if (parent != null) {
            inherit(parent);
        }
    }

    /** What goes with the calls that an object makes. */
    private void inherit(CallRun from) {
        attributes = from.attributes;
        if (from.steps != null && !hooks.isEmpty()) {
            steps = new Steps();
        }
    }

    /** A call that goes to another object in place of this one's. */
    CallRun forwarded(long nestedId, IncomingCall made) {
        CallRun next = new CallRun(nestedId, made, this, hooks.ofForwardedCalls());
        next.forwards = forwards + 1;
        return next;
    }

    /** How often in a row it was forwarded. */
    int forwards() {
        return forwards;
    }

    /** A call that this one's object makes; in place of the last one, where it comes with the same {@link #usedCall}. */
    CallRun nested(long nestedId, IncomingCall made) {
        CallRun used = reusable;
        if (used != null && used.incoming == made) {
            used.beginAgain(nestedId, callsAs(), callsWith());
            return used;
        }
        CallRun fresh = new CallRun(nestedId, made, this, hooks.ofLocalCalls());
        if (fresh.hooks.isEmpty()) {
            reusable = fresh;
        }
        return fresh;
    }

    @Override
    public @Nullable IncomingCall usedCall() {
        CallRun used = reusable;
        return used != null && used.over ? used.incoming : null;
    }

    /** As it was when it was made, but for what is the same for all calls of one object in one call of it. */
    private void beginAgain(long nextId, String callersPrincipal, Set<String> callersRoles) {
        id = nextId;
        startNanos = System.nanoTime();
        principal = callersPrincipal;
        roles = callersRoles;
        object = "-";
        method = "-";
        deadlineNanos = Long.MAX_VALUE;
        runAs = null;
        fails = false;
        reached = false;
        enclosing = List.of();
        nestedCalls = List.of();
        notes = null;
        attributes = parent == null ? Map.of() : parent.attributes;
        steps = null;
        probed = null;
        forwards = 0;
        moments = null;
        over = false;
        nested = false;
        if (early != null) {
            early = null;
        }
        progressAgain();
    }

    /** Nobody is in its object any more, and nobody asks for what it held. */
    void over() {
        translated = null;
        slot = null;
        missing = null;
        hosted = null;
        version = null;
        arguments = NO_ARGUMENTS;
        outcome = null;
        over = true;
    }

    HookTable hooks() {
        return hooks;
    }

    /** The hooks were exchanged before the call was seen: it meets the new ones. */
    void hooks(HookTable changed) {
        hooks = changed;
    }

    @Override
    public IncomingCall incoming() {
        return incoming;
    }

    @Nullable
    CallRun parent() {
        return parent;
    }

    // what hooks see

    @Override
    public long id() {
        return id;
    }

    @Override
    public Peer peer() {
        return parent != null ? parent.peer() : incoming.peer();
    }

    @Override
    public String object() {
        return object;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public boolean local() {
        return incoming.local();
    }

    @Override
    public long startNanos() {
        return startNanos;
    }

    @Override
    public synchronized <T> Optional<T> note(Note<T> key) {
        return notes == null ? Optional.empty() : Optional.ofNullable(key.type().cast(notes.get(key)));
    }

    @Override
    public synchronized <T> void note(Note<T> key, T value) {
        if (notes == null) {
            notes = new IdentityHashMap<>(4);
        }
        notes.put(key, value);
    }

    @Override
    public <T> Optional<T> attribute(Attribute<T> key) {
        Object value = attributes.get(key);
        return value == null ? Optional.empty() : Optional.of(key.type().cast(value));
    }

    @Override
    public <T> void attribute(Attribute<T> key, T value) {
        if (phase().compareTo(Phase.FIXUP) > 0) {
            throw new IllegalStateException("an attribute is set before the call is in its object: " + key);
        }
        Map<Attribute<?>, Object> changed = new HashMap<>(attributes);
        changed.put(key, key.type().cast(value));
        attributes = Collections.unmodifiableMap(changed);
    }

    @Override
    public void explain() {
        if (steps == null) {
            steps = new Steps();
        }
    }

    /** When a step begins that may have to be recorded; 0 if nobody asked for that. */
    long stepBegins() {
        return steps == null ? 0 : System.nanoTime();
    }

    /** Records what a hook did since then, if that was asked for when it began. */
    void step(Registration<?> hook, String answer, long beganNanos) {
        if (steps != null && beganNanos != 0) {
            steps.add(hook, answer, beganNanos);
        }
    }

    /** Records what the object did, likewise. */
    void objectStep(String answer, long beganNanos) {
        if (steps != null) {
            steps.addObject(answer, beganNanos);
        }
    }

    @Override
    public List<Step> steps() {
        return steps == null ? List.of() : steps.list();
    }

    @Override
    public String descriptor() {
        return hosted == null || method.isEmpty() ? "" : hosted.descriptor();
    }

    @Override
    public Optional<DeployedType> type() {
        HostedType known = slot == null ? probed : slot.type();
        return known == null || known.deployment().own() ? Optional.empty() : Optional.of(known.described());
    }

    @Override
    public void translateTo(String name) {
        translated = name;
    }

    Optional<String> translated() {
        return Optional.ofNullable(translated);
    }

    @Override
    public void principal(String name, Set<String> itsRoles) {
        Set<String> known = Set.copyOf(itsRoles);
        principal = PrincipalName.checked(name);
        roles = known;
    }

    /** The call is made as whoever has logged in. */
    void actsIn(Session entered) {
        session = entered;
        principal(entered.principal(), entered.roles());
    }

    /** The session that it belonged to until now; null the second time. */
    @Nullable
    Session leftSession() {
        Session left = session;
        session = null;
        return left;
    }

    @Override
    public String principal() {
        return principal;
    }

    @Override
    public void runAs(String name) {
        runAs = PrincipalName.checked(name);
    }

    /** Who makes the calls of this one's object. */
    private String callsAs() {
        String other = runAs;
        return other == null ? principal : other;
    }

    /** The roles of whoever that is: of one that a hook has named, none are known. */
    private Set<String> callsWith() {
        return runAs == null ? roles : Set.of();
    }

    @Override
    public Set<String> roles() {
        return roles;
    }

    @Override
    public List<@Nullable Object> arguments() {
        List<@Nullable Object> copy = new ArrayList<>(arguments.length);
        Collections.addAll(copy, arguments);
        return Collections.unmodifiableList(copy);
    }

    @Override
    public void argument(int index, @Nullable Object value) {
        Class<?> type = hosted().parameterTypes().get(index);
        if (!Fit.fits(type, value)) {
            throw new IllegalArgumentException(value + " does not fit parameter " + index + " of " + hosted());
        }
        arguments[index] = value;
    }

    @Override
    public void deadline(Duration afterArrival) {
        deadlineNanos = Math.min(deadlineNanos, Math.max(0, nanos(afterArrival)));
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException centuries) {
            return duration.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    @Override
    public Outcome outcome() {
        Outcome known = early == null ? outcome : early;
        if (known == null) {
            throw new IllegalStateException("call " + id + " has no outcome yet");
        }
        return known;
    }

    @Override
    public void result(@Nullable Object result) {
        if (!Fit.fits(hosted().returnType(), result)) {
            throw new IllegalArgumentException(result + " does not fit the result of " + hosted());
        }
        outcome = Outcome.result(result);
    }

    @Override
    public void exception(Throwable exception) {
        outcome = exception instanceof Error ? Failures.thrown(exception) : Outcome.exception(exception);
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    @Override
    public Timing timing() {
        Moments known = moments;
        if (known == null && !timed()) {
            throw new IllegalStateException("call " + id
                    + " was not timed: register the hook that asks as timed(), or have" + " the call explained");
        }
        return (known == null ? new Moments() : known).since(startNanos);
    }

    /** Whether somebody will ask where its time went. */
    private boolean timed() {
        return hooks.timed() || steps != null;
    }

    /** It is admitted, and its arguments are read. */
    void admittedNow() {
        if (timed()) {
            moments = new Moments();
            moments.admitted();
        }
    }

    /** Its turn has come. */
    void entersNow() {
        if (moments != null) {
            moments.entered();
        }
    }

    /** It is out of its object, and its reply is made. */
    void leavesNow() {
        if (moments != null) {
            moments.left();
        }
    }

    // what the object sees

    @Override
    public Caller caller() {
        return new Caller(principal, peer().host(), roles);
    }

    @Override
    public ObjectSlot slot() {
        if (slot == null) {
            throw new IllegalStateException("call " + id + " has found no object");
        }
        return slot;
    }

    @Override
    public Transaction transaction() {
        return chain().transaction();
    }

    // what the processor says

    void found(ObjectSlot found) {
        slot = found;
        object = found.name();
    }

    /** There is no such object, unless the call is led to another. */
    void missing(RemoteException unknown) {
        missing = unknown;
    }

    @Nullable
    RemoteException missing() {
        return missing;
    }

    /** Forgets what was found, before the call is led to another object. */
    void lost() {
        slot = null;
        missing = null;
    }

    boolean hasSlot() {
        return slot != null;
    }

    void about(String objectName, String methodName) {
        object = objectName;
        method = methodName;
    }

    /** @param of the version of the type that has the method, and so of what the arguments are read by and the servant is of */
    void selected(HostedType of, HostedMethod selected) {
        version = of;
        hosted = selected;
        method = selected.name();
    }

    /** The version of the type that its method is of; null before it has one. */
    @Nullable
    HostedType version() {
        return version;
    }

    /** Whether it is, or will be, in an object of this version of a deployment; asked by others than its thread. */
    boolean isIn(Deployment asked) {
        State known = state(); // changes after the version does: who sees the one sees the other
        HostedType selected = version;
        return known != State.ABANDONED && selected != null && selected.deployment() == asked;
    }

    HostedMethod hosted() {
        if (hosted == null) {
            throw new IllegalStateException("call " + id + " has found no method");
        }
        return hosted;
    }

    void argumentsRead(@Nullable Object[] read) {
        arguments = read;
    }

    @Nullable
    Object[] rawArguments() {
        return arguments;
    }

    void begins(Chain begun) {
        if (chain != begun) {
            chain = begun;
        }
    }

    /** The call belongs to a chain that is there: its caller's, or that of the lifecycle method that makes it. */
    void joins(Chain present) {
        begins(present);
        nested = true;
    }

    boolean nested() {
        return nested;
    }

    @Override
    public Chain chain() {
        if (chain == null) {
            throw new IllegalStateException("call " + id + " has begun no chain");
        }
        return chain;
    }

    boolean hasChain() {
        return chain != null;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    boolean decided() {
        return outcome != null;
    }

    void decide(Outcome decided) {
        outcome = decided;
    }

    /** A look at another object in this call's name; sees this call's notes. */
    CallRun probe(String objectName, @Nullable HostedType type) {
        CallRun probe = new CallRun(id, incoming, this, hooks);
        probe.about(objectName, "");
        probe.probed = type;
        synchronized (this) {
            probe.notes = notes == null ? null : new IdentityHashMap<>(notes);
        }
        return probe;
    }

    /** The outcome, in place of an earlier one, and what the object did is undone. */
    void fail(Outcome decided) {
        outcome = decided;
        fails = true;
    }

    /** The caller has this answer already, whatever the object still does. */
    void early(Outcome answer) {
        early = answer;
    }

    /** The turn that it is in. */
    CallTurn inTurn() {
        CallTurn begun = turn();
        if (begun == null) {
            throw new IllegalStateException("call " + id + " has no turn");
        }
        return begun;
    }

    /** A method runs in its name, and may have done something, whatever becomes of the call. */
    void reached() {
        reached = true;
    }

    boolean hasReached() {
        return reached;
    }

    boolean fails() {
        return fails;
    }

    void enclose(Opened opened) {
        if (enclosing.isEmpty()) {
            enclosing = new ArrayList<>(2);
        }
        enclosing.add(opened);
    }

    List<Opened> enclosing() {
        return enclosing;
    }

    /**
     * Keeps a nested call that has ended until its chain ends, for its {@code log} hooks.
     *
     * @return false if there are too many to keep
     */
    boolean remember(CallRun nested) {
        if (nestedCalls.size() >= MOST_REMEMBERED) {
            return false;
        }
        if (nestedCalls.isEmpty()) {
            nestedCalls = new ArrayList<>();
        }
        nestedCalls.add(nested);
        return true;
    }

    List<CallRun> nestedCalls() {
        return nestedCalls;
    }

    /** The call that began the chain, as far as one did. */
    CallRun root() {
        CallRun root = this;
        for (CallRun above = parent; above != null; above = above.parent) {
            root = above;
        }
        return root;
    }

    @Override
    public String toString() {
        return object + "." + method + " by " + principal + "@" + peer().host();
    }
}
