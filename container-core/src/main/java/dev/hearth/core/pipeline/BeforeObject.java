package dev.hearth.core.pipeline;

import dev.hearth.api.hook.AuthenticateCall;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.Outcome;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Target;
import java.io.IOException;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.util.List;

/**
 * The phases before the object's turn, on the thread that brought the call: which object it is for, whether it may come in,
 * and with what. {@link InObject} has those that follow.
 *
 * <p>Each passes a call over that is decided already. Thread-safe.
 */
final class BeforeObject {

    private final ObjectAdapter adapter;

    BeforeObject(ObjectAdapter adapter) {
        this.adapter = adapter;
    }

    /** Finds the object, pinned, and its method as far as it has it. */
    void find(CallRun call, Target target) {
        try {
            call.found(adapter.find(target));
            HostedType type = call.slot().type();
            HostedMethod method = call.incoming().select(type);
            if (method != null) {
                call.selected(type, method);
            }
        } catch (RemoteException unknown) {
            call.missing(unknown);
            if (target instanceof Target.ByName named) {
                call.about(named.name(), "-");
            }
        }
    }

    void receive(CallRun call) {
        call.enters(Phase.RECEIVE);
        if (!call.decided()) {
            Hooked.all(call, call, call.hooks().receive);
        }
    }

    void translate(CallRun call) {
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
        HostedType type = call.slot().type();
        HostedMethod method = call.incoming().select(type);
        if (method == null) {
            String wanted = call.incoming().methodText();
            call.decide(Outcome.refused(Failures.inServer(new UnmarshalException(call.object() + " has no such method"
                    + (wanted.isEmpty() ? "" : " (" + wanted + ")")
                    + ": the client's interface is another version than the server's"))));
        } else {
            call.selected(type, method);
        }
    }

    void access(CallRun call) {
        call.enters(Phase.ACCESS);
        if (!call.decided()) {
            Hooked.all(call, call, call.hooks().access);
        }
    }

    void authenticate(CallRun call) {
        call.enters(Phase.AUTHENTICATE);
        List<Registration<Hook<AuthenticateCall>>> asked = call.hooks().authenticate;
        if (call.decided() || asked.isEmpty() || !asksWhoCalls(call)) {
            return;
        }
        if (!Hooked.first(call, call, asked)) {
            call.decide(Failures.allDeclined(Phase.AUTHENTICATE));
        }
    }

    /** Nobody is asked where hosted code calls, or where whoever brought the call has said for whom. */
    static boolean asksWhoCalls(CallRun call) {
        return !call.local() && call.incoming().principal().isEmpty();
    }

    void authorize(CallRun call) {
        call.enters(Phase.AUTHORIZE);
        if (call.decided() || call.hooks().authorize.isEmpty()) {
            return;
        }
        if (!Hooked.first(call, call, call.hooks().authorize)) {
            call.decide(Failures.allDeclined(Phase.AUTHORIZE));
        }
    }

    void readArguments(CallRun call) {
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

    void fixup(CallRun call) {
        call.enters(Phase.FIXUP);
        if (!call.decided()) {
            Hooked.all(call, call, call.hooks().fixup);
            call.admittedNow();
        }
    }
}
