package dev.hearth.core.pipeline;

import static dev.hearth.core.call.HostedMethod.NO_DEADLINE;

import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.LogHook;
import dev.hearth.api.hook.Outcome;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.LifeListener;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.adapter.Visibility;
import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.IncomingConnection;
import dev.hearth.core.call.Session;
import dev.hearth.core.call.Sessions;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.dispatch.Chain;
import dev.hearth.core.dispatch.Dispatcher;
import java.net.InetAddress;
import java.rmi.ServerException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every call through its phases. {@link #pass} is the page to read first.
 *
 * <p>Thread-safe. Up to {@code fixup} a call is on the thread that brought it, then on the one that dispatch chooses.
 */
public final class CallProcessor implements CallEntry, Visibility, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallProcessor.class);

    /** How often in a row a call may be forwarded. */
    private static final int MOST_FORWARDS = 10;

    private final ObjectAdapter adapter;
    private final Dispatcher dispatcher;
    private final Sessions sessions;
    private volatile long deadlineMillis;
    private final Deadlines deadlines = new Deadlines();
    private final AtomicLong ids = new AtomicLong();
    private final CallsInProgress calls = new CallsInProgress();
    private final ConnectionHooks connections = new ConnectionHooks(this);
    private final BeforeObject before;
    private final Inquiry inquiry;
    private volatile HookTable hooks;

    /** Where nobody can log in. */
    public CallProcessor(ObjectAdapter adapter, Dispatcher dispatcher, HearthConfig.Calls config, HookTable hooks) {
        this(adapter, dispatcher, config, hooks, Sessions.NONE);
    }

    /** @param sessions as whom the stubs that carry a session's number act */
    public CallProcessor(
            ObjectAdapter adapter,
            Dispatcher dispatcher,
            HearthConfig.Calls config,
            HookTable hooks,
            Sessions sessions) {
        this.adapter = adapter;
        this.dispatcher = dispatcher;
        this.sessions = sessions;
        this.deadlineMillis = config.deadline().toMillis();
        this.hooks = hooks;
        this.before = new BeforeObject(adapter);
        this.inquiry = new Inquiry(adapter, before);
    }

    /**
     * Calls that come from now on meet these hooks; those in progress keep theirs.
     *
     * @return the hooks before
     */
    public HookTable hooks(HookTable changed) {
        HookTable before = hooks;
        hooks = changed;
        return before;
    }

    /** The hooks now, to be run outside of a call: {@link HookTable#release} follows. */
    public HookTable holdHooks() {
        while (true) {
            HookTable now = hooks;
            now.hold();
            if (hooks == now) {
                return now;
            }
            now.release();
        }
    }

    /**
     * Whether a call or anybody else still is with these hooks; once false, it stays so if they are not the hooks now.
     *
     * <p>Nobody counts: a call stands among those in progress before it looks whether its hooks are those of now, so whoever
     * exchanges the hooks and then looks finds it.
     */
    public boolean inUse(HookTable table) {
        return table == hooks
                || table.held()
                || calls.all().stream().anyMatch(call -> call.hooks().whole() == table);
    }

    /** The longest that calls may take from now on where nothing else is declared; zero for no limit. */
    public void deadline(Duration longest) {
        deadlineMillis = longest.toMillis();
    }

    public HookTable hooks() {
        return hooks;
    }

    /** Asks the hooks about servants that come and go. */
    public LifeListener lives() {
        return new LifeHooks(this);
    }

    /**
     * The way of a call. Once a phase has decided it, the later ones pass it over.
     *
     * <p>The last phase, {@link #log}, comes when the outcome is final: after the object's turn, on whichever thread ends
     * the call.
     */
    private void pass(CallRun call) {
        before.receive(call);
        before.translate(call);
        before.access(call);
        before.authenticate(call);
        before.authorize(call);
        before.readArguments(call);
        before.fixup(call);
        inTurn(call, inside -> {
            around(inside);
            handle(inside);
            reply(inside);
        });
    }

    // how calls come in

    @Override
    public Optional<String> connect(IncomingConnection connection) {
        return connections.connect(connection);
    }

    @Override
    public void disconnect(IncomingConnection connection) {
        connections.disconnect(connection);
    }

    @Override
    public void enter(IncomingCall incoming) {
        CallRun parent = incoming.local() && CallScope.current() instanceof CallRun caller ? caller : null;
        long id = ids.incrementAndGet();
        if (parent == null) {
            begin(first(id, incoming));
        } else {
            below(parent, parent.nested(id, incoming));
        }
    }

    private void begin(CallRun call) {
        calls.add(call);
        keepUp(call);
        IncomingConnection connection = call.incoming().connection();
        if (connection != null && call.hooks().newest() > connection.welcomed()) {
            connections.again(call, connection);
        }
        run(call);
    }

    /** The call can be seen by now: if its hooks are those of now, they are not closed before it ends. */
    private void keepUp(CallRun call) {
        for (HookTable now = hooks; call.hooks().whole() != now; now = hooks) {
            call.hooks(seenBy(call.incoming(), now));
        }
    }

    /** A call that is made in another one's turn, on its thread, which is kept from interrupts meanwhile. */
    private void below(CallRun parent, CallRun call) {
        calls.add(call);
        boolean interrupted = parent.chain().outOfMethod();
        try {
            run(call);
        } finally {
            parent.chain().backInMethod(interrupted);
        }
    }

    private void run(CallRun call) {
        try {
            before.find(call, call.incoming().target());
            pass(call);
        } catch (RuntimeException | Error fault) {
            LOG.error("call {} failed outside of its object and hooks", call.id(), fault);
            CallTurn begun = call.turn();
            CallTurn turn = begun == null ? new CallTurn(this, call, inside -> {}) : begun;
            turn.refuseAs(Failures.containerFault(call.id()));
        }
    }

    /** Lets another object answer, in the turn of the one that was called. */
    Outcome forward(CallRun from, String name) {
        if (from.forwards() == MOST_FORWARDS) {
            return Failures.forwardedTooOften(name, MOST_FORWARDS);
        }
        ForwardedCall made = new ForwardedCall(from, name, adapter.copier());
        below(from, from.forwarded(ids.incrementAndGet(), made));
        return made.outcome();
    }

    /** A call that begins a chain; its table is that of all calls below it. */
    private CallRun first(long id, IncomingCall incoming) {
        CallRun call = new CallRun(id, incoming, null, seenBy(incoming, hooks));
        int session = incoming.session();
        if (session != 0) {
            actInSession(call, session);
        }
        return call;
    }

    private void actInSession(CallRun call, int number) {
        Session session = sessions.find(number);
        if (session == null) {
            call.decide(Failures.sessionEnded());
        } else {
            sessions.callBegins(session);
            call.actsIn(session);
        }
    }

    private static HookTable seenBy(IncomingCall incoming, HookTable table) {
        return incoming.local() ? table.ofLocalCalls() : table;
    }

    // the turn

    private void inTurn(CallRun call, Consumer<CallRun> phases) {
        CallTurn used = call.turn();
        CallTurn waiting = used == null ? new CallTurn(this, call, phases) : used;
        if (call.decided()) {
            waiting.refuseAs(call.outcome());
            return;
        }
        beginOrJoin(call);
        if (call.isUnwanted()) {
            waiting.refuse(EarlyAnswer.nothingHasRun());
            return;
        }
        if (forbidden(call)) {
            waiting.refuseAs(call.outcome());
            return;
        }
        if (!call.nested() && !waiting.watch(deadlineNanos(call))) {
            return;
        }
        dispatcher.dispatch(waiting);
    }

    private void beginOrJoin(CallRun call) {
        CallRun parent = call.parent();
        Chain present = parent != null ? parent.chain() : call.local() ? dispatcher.lifecycleChain() : null;
        if (present == null) {
            call.begins(newChain(call));
        } else {
            call.joins(present);
        }
    }

    private Chain newChain(CallRun call) {
        boolean readOnly = call.hosted().readOnly();
        String deployment = call.slot().type().deployment().name();
        return new Chain(call.id(), readOnly, adapter.begin(readOnly), deployment, call);
    }

    private static boolean forbidden(CallRun call) {
        boolean changes = call.slot().persistent() && !call.hosted().readOnly();
        if (changes && call.chain().readOnly()) {
            call.decide(Outcome.refused(new ServerException(
                    "HEARTH-READONLY: " + call.object() + "." + call.method()
                            + " changes state, but the call that led here is to a @ReadOnly method: take @ReadOnly off it",
                    new IllegalStateException("a changing call in a read-only chain"))));
        }
        return call.decided();
    }

    private long deadlineNanos(CallRun call) {
        long declared = call.hosted().deadlineMillis();
        long millis = declared == NO_DEADLINE ? deadlineMillis : declared;
        long nanos = millis == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(millis);
        return Math.min(nanos, call.deadlineNanos());
    }

    private static void around(CallRun call) {
        call.enters(Phase.AROUND);
        if (!call.decided() && !call.hooks().around.isEmpty()) {
            InObject.open(call);
        }
    }

    private static void handle(CallRun call) {
        call.enters(Phase.HANDLE);
        if (!call.decided()) {
            InObject.handle(call);
        }
        InObject.close(call);
    }

    private static void reply(CallRun call) {
        call.enters(Phase.REPLY);
        if (!call.hooks().reply.isEmpty()) {
            InObject.reply(call);
        }
    }

    /** Runs once for each call, at the end of its chain. */
    void log(CallRun call) {
        CallRun parent = call.parent();
        if (parent != null && call.hooks().isEmpty()) {
            ended(call);
            call.over();
            return;
        }
        if (!call.hooks().log.isEmpty() && (parent == null || !parent.remember(call))) {
            logNested(call);
            logAlone(call);
        }
        ended(call); // its hooks may be closed from now on
    }

    /** The call is over: nobody is in its object any more, or with its hooks. */
    void ended(CallRun call) {
        calls.remove(call);
        Session left = call.leftSession();
        if (left != null) {
            sessions.callEnds(left);
        }
    }

    /** The calls that were made below this one; apart from it where its caller was answered while they ran. */
    void logNested(CallRun call) {
        for (CallRun nested : call.nestedCalls()) {
            logNested(nested);
            logAlone(nested);
        }
    }

    void logAlone(CallRun call) {
        for (Registration<LogHook> hook : call.hooks().log) {
            long began = call.stepBegins();
            try {
                hook.hook().log(call);
                call.step(hook, "OK", began);
            } catch (Throwable fault) {
                LOG.error("call {}: the hook of {} failed", call.id(), hook, fault);
                call.step(hook, "fault " + fault, began);
            }
        }
    }

    // what others ask

    /** Whether it is known who makes this call: it is past the phase {@code authenticate}, or never passes it. */
    public static boolean identified(Call call) {
        return !(call instanceof CallRun run) || run.local() || run.phase().compareTo(Phase.AUTHENTICATE) > 0;
    }

    @Override
    public boolean visible(String name) {
        return inquiry.visible(name);
    }

    /**
     * Whether the hooks keep out, or give a name to, a caller who says nothing of themselves.
     *
     * @param name what they would call; what an object of this name does is not known
     */
    public boolean asksStrangers(String name, InetAddress from) {
        return asksStrangers(hooks, name, from);
    }

    /** The same, of hooks that calls do not meet yet. */
    public boolean asksStrangers(HookTable asked, String name, InetAddress from) {
        return inquiry.asksStrangers(asked, name, from);
    }

    /** The calls in progress, chain by chain, the oldest first. */
    public List<CallView> calls() {
        return calls(false);
    }

    /**
     * The same.
     *
     * @param stacks whether the stack of each running call is wanted, and not only of those that were overtaken
     */
    public List<CallView> calls(boolean stacks) {
        return new Survey(calls.all(), stacks).views();
    }

    /** What a call waits for, as its caller may know it; empty if it does not wait. */
    String waited(CallRun call) {
        List<Chain> holders = call.hasChain() ? call.chain().heldUpBy() : List.of();
        return Survey.anonymously(
                call, holders.isEmpty() ? null : calls.get(holders.get(0).id()));
    }

    /** The chains in progress, with those that wait to begin; in no order. */
    public List<Chain> chains() {
        return calls.chains();
    }

    /** How many calls are in progress. */
    public int inProgress() {
        return calls.all().size();
    }

    /** How many calls are in progress now. */
    public CallsInProgress.Load load() {
        return calls.load();
    }

    /** Whether a call is in an object of this version of a deployment, or on its way to one. */
    public boolean isIn(Deployment version) {
        return calls.all().stream().anyMatch(call -> call.isIn(version));
    }

    /**
     * Cancels the chains of the calls that are in an object of this version, or on their way to one.
     *
     * @return how many calls there were
     */
    public int cancelIn(Deployment version) {
        List<CallRun> inside =
                calls.all().stream().filter(call -> call.isIn(version)).toList();
        inside.forEach(call -> cancel(call.id()));
        return inside.size();
    }

    /** Whether a call with this id is in progress. */
    public boolean isInProgress(long id) {
        return calls.get(id) != null;
    }

    /**
     * Interrupts a call with its whole chain, and its caller gets an error. One that is with its hooks, before its turn, is
     * refused when they have been asked. One that was overtaken already is interrupted once more.
     *
     * @return false if there is none with this id, or its own answer is being made
     */
    public boolean cancel(long id) {
        CallRun call = calls.get(id);
        if (call == null) {
            return false;
        }
        CallRun root = call.root();
        root.unwanted(); // before the question whether its turn has come, as its turn asks after it has
        CallTurn turn = root.turn();
        return turn == null || turn.cancel();
    }

    ObjectAdapter adapter() {
        return adapter;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
