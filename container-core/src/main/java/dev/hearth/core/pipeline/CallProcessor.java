package dev.hearth.core.pipeline;

import static dev.hearth.core.call.HostedMethod.NO_DEADLINE;

import dev.hearth.api.Caller;
import dev.hearth.api.hook.AuthenticateCall;
import dev.hearth.api.hook.Connection;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.LogHook;
import dev.hearth.api.hook.Outcome;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.adapter.Visibility;
import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.Session;
import dev.hearth.core.call.Sessions;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.dispatch.Chain;
import dev.hearth.core.dispatch.Dispatcher;
import java.io.IOException;
import java.net.InetAddress;
import java.rmi.RemoteException;
import java.rmi.ServerException;
import java.rmi.UnmarshalException;
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

    private final ObjectAdapter adapter;
    private final Dispatcher dispatcher;
    private final HearthConfig.Calls config;
    private final Sessions sessions;
    private final Deadlines deadlines = new Deadlines();
    private final AtomicLong ids = new AtomicLong();
    private final CallsInProgress calls = new CallsInProgress();
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
        this.config = config;
        this.sessions = sessions;
        this.hooks = hooks;
    }

    /** Calls that come from now on meet these hooks; those in progress keep theirs. */
    public void hooks(HookTable changed) {
        hooks = changed;
    }

    public HookTable hooks() {
        return hooks;
    }

    /**
     * The way of a call. Once a phase has decided it, the later ones pass it over.
     *
     * <p>The last phase, {@link #log}, comes when the outcome is final: after the object's turn, on whichever thread ends
     * the call.
     */
    private void pass(CallRun call) {
        receive(call);
        translate(call);
        access(call);
        authenticate(call);
        authorize(call);
        readArguments(call);
        fixup(call);
        inTurn(call, inside -> {
            around(inside);
            handle(inside);
            reply(inside);
        });
    }

    // how calls come in

    @Override
    public Optional<String> connect(Connection connection) {
        for (Registration<Hook<Connection>> hook : hooks.connect) {
            try {
                Optional<String> denial = hook.hook().apply(connection).denial();
                if (denial.isPresent()) {
                    return Optional.of(hook.module() + ": " + denial.get());
                }
            } catch (Throwable fault) {
                LOG.error("the hook of {} failed", hook, fault);
                return Optional.of("the module " + hook + " failed");
            }
        }
        return Optional.empty();
    }

    @Override
    public void enter(IncomingCall incoming) {
        CallRun parent = incoming.local() && CallScope.current() instanceof CallRun caller ? caller : null;
        long id = ids.incrementAndGet();
        CallRun call = parent == null ? first(id, incoming) : parent.nested(id, incoming);
        calls.add(call);
        boolean interrupted = parent != null && parent.chain().outOfMethod();
        try {
            find(call, incoming.target());
            pass(call);
        } catch (RuntimeException | Error fault) {
            LOG.error("call {} failed outside of its object and hooks", call.id(), fault);
            CallTurn begun = call.turn();
            CallTurn turn = begun == null ? new CallTurn(this, call, inside -> {}) : begun;
            turn.refuseAs(Failures.containerFault(call.id()));
        } finally {
            if (parent != null) {
                parent.chain().backInMethod(interrupted);
            }
        }
    }

    /** A call that begins a chain; its table is that of all calls below it. */
    private CallRun first(long id, IncomingCall incoming) {
        HookTable now = hooks;
        CallRun call = new CallRun(id, incoming, null, incoming.local() ? now.ofLocalCalls() : now);
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
            call.principal(session.principal(), session.roles());
        }
    }

    private void find(CallRun call, Target target) {
        try {
            call.found(adapter.find(target));
            HostedMethod method = call.incoming().select(call.slot().type());
            if (method != null) {
                call.selected(method);
            }
        } catch (RemoteException unknown) {
            call.missing(unknown);
            if (target instanceof Target.ByName named) {
                call.about(named.name(), "-");
            }
        }
    }

    // the phases

    private void receive(CallRun call) {
        call.enters(Phase.RECEIVE);
        if (!call.decided()) {
            Hooked.all(call, call, call.hooks().receive);
        }
    }

    private void translate(CallRun call) {
        call.enters(Phase.TRANSLATE);
        if (call.decided()) {
            return;
        }
        Hooked.first(call, call, call.hooks().translate);
        if (call.translated().isPresent() && !call.decided()) {
            if (call.hasSlot()) {
                adapter.letGo(call.slot());
            }
            call.lost();
            find(call, new Target.ByName(call.translated().get()));
        }
        RemoteException missing = call.missing();
        if (missing != null && !call.decided()) {
            call.decide(Outcome.refused(missing));
        }
        if (!call.decided()) {
            requireMethod(call);
        }
    }

    private void requireMethod(CallRun call) {
        HostedMethod method = call.incoming().select(call.slot().type());
        if (method == null) {
            call.decide(Outcome.refused(Failures.inServer(new UnmarshalException(call.object() + " has no such method ("
                    + call.incoming().methodText()
                    + "): the client's interface is another version than the server's"))));
        } else {
            call.selected(method);
        }
    }

    private void access(CallRun call) {
        call.enters(Phase.ACCESS);
        if (!call.decided()) {
            Hooked.all(call, call, call.hooks().access);
        }
    }

    private void authenticate(CallRun call) {
        call.enters(Phase.AUTHENTICATE);
        List<Registration<Hook<AuthenticateCall>>> asked = call.hooks().authenticate;
        if (call.decided()
                || asked.isEmpty()
                || call.local()
                || call.incoming().principal().isPresent()) {
            return;
        }
        if (!Hooked.first(call, call, asked)) {
            call.decide(Failures.allDeclined(Phase.AUTHENTICATE));
        }
    }

    private void authorize(CallRun call) {
        call.enters(Phase.AUTHORIZE);
        if (call.decided() || call.hooks().authorize.isEmpty()) {
            return;
        }
        if (!Hooked.first(call, call, call.hooks().authorize)) {
            call.decide(Failures.allDeclined(Phase.AUTHORIZE));
        }
    }

    private void readArguments(CallRun call) {
        if (call.decided()) {
            return;
        }
        try {
            call.argumentsRead(
                    call.incoming().readArguments(call.hosted(), call.slot().type()));
        } catch (UnmarshalException unfit) {
            call.decide(Outcome.refused(unfit.getCause() == null ? unfit : Failures.inServer(unfit)));
        } catch (IOException | ClassNotFoundException unreadable) {
            call.decide(Outcome.refused(
                    Failures.inServer(new UnmarshalException("error unmarshalling arguments", unreadable))));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unreadable) {
            call.decide(Outcome.refused(
                    Failures.inServer(new UnmarshalException("error unmarshalling arguments: " + unreadable))));
        }
    }

    private void fixup(CallRun call) {
        call.enters(Phase.FIXUP);
        if (!call.decided()) {
            Hooked.all(call, call, call.hooks().fixup);
        }
    }

    private void inTurn(CallRun call, Consumer<CallRun> phases) {
        CallTurn used = call.turn();
        CallTurn waiting = used == null ? new CallTurn(this, call, phases) : used;
        if (call.decided()) {
            waiting.refuseAs(call.outcome());
            return;
        }
        if (call.isUnwanted()) {
            waiting.refuse(EarlyAnswer.nothingHasRun());
            return;
        }
        beginOrJoin(call);
        if (forbidden(call)) {
            waiting.refuseAs(call.outcome());
            return;
        }
        if (!call.nested()) {
            waiting.watch(deadlineNanos(call));
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
        long millis = declared == NO_DEADLINE ? config.deadline().toMillis() : declared;
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
        ended(call);
        CallRun parent = call.parent();
        if (parent != null && call.hooks().isEmpty()) {
            call.over();
        } else if (!call.hooks().log.isEmpty() && (parent == null || !parent.remember(call))) {
            logNested(call);
            logAlone(call);
        }
    }

    /** The call is over: nobody is in its object any more. */
    void ended(CallRun call) {
        calls.remove(call);
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
            try {
                hook.hook().log(call);
            } catch (Throwable fault) {
                LOG.error("call {}: the hook of {} failed", call.id(), hook, fault);
            }
        }
    }

    // what others ask

    /** Asks {@code authenticate} and {@code authorize} about the name alone, for the call that runs on this thread. */
    @Override
    public boolean visible(String name) {
        if (!(CallScope.current() instanceof CallRun caller)
                || (caller.hooks().authenticate.isEmpty() && caller.hooks().authorize.isEmpty())) {
            return true;
        }
        CallRun probe = caller.probe(name);
        authenticate(probe);
        authorize(probe);
        return !probe.decided();
    }

    /**
     * Whether the hooks keep out, or give a name to, a caller who says nothing of themselves.
     *
     * @param name what they would call; what an object of this name does is not known
     */
    public boolean asksStrangers(String name, InetAddress from) {
        CallRun probe = new CallRun(0, new StrangersCall(name, from), null, hooks);
        probe.about(name, "");
        authenticate(probe);
        authorize(probe);
        return probe.decided()
                ? probe.outcome().kind() == Outcome.Kind.REFUSED
                : !probe.principal().equals(Caller.ANONYMOUS);
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
        return calls.all().stream()
                .filter(call -> call.parent() == null && call.hasChain())
                .map(CallRun::chain)
                .toList();
    }

    /** How many calls are in progress. */
    public int inProgress() {
        return calls.all().size();
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
