package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Outcome;
import dev.hearth.core.adapter.ActivationFailedException;
import dev.hearth.core.dispatch.BusyException;
import dev.hearth.core.dispatch.ClosedException;
import dev.hearth.core.store.UnknownOutcomeException;
import java.rmi.AccessException;
import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.rmi.ServerError;
import java.rmi.ServerException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * What the caller gets when something goes wrong: exceptions of the JDK's own, whose messages begin with a fixed code where
 * Hearth made them. The codes are listed in docs/ERRORS.md.
 */
final class Failures {

    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private Failures() {}

    static Outcome denied(String module, String reason) {
        return Outcome.refused(new AccessException("HEARTH-DENIED: " + module + ": " + oneLine(reason)));
    }

    /** A reason as it leaves the container: what would break or forge a line of a log is a blank. */
    static String oneLine(String reason) {
        return NO_TEXT.matcher(reason).replaceAll(" ").strip();
    }

    static Outcome allDeclined(Phase phase) {
        return Outcome.refused(new AccessException("HEARTH-DENIED: nobody could " + phase.lowerCase() + " the call"));
    }

    static Outcome sessionEnded() {
        return Outcome.refused(new AccessException(
                "HEARTH-SESSION: the stub's session ended; log in again, and look the object up anew"));
    }

    static Outcome forwardedTooOften(String last, int most) {
        return Outcome.refused(new ServerException("HEARTH-FORWARD: the call was forwarded " + most
                + " times, and was to go on to " + last + ": the modules that forward it lead it in a circle"));
    }

    /** A hook failed; the details are in the log alone. */
    static Outcome hookFault(long call, Registration<?> hook) {
        return Outcome.fault(new ServerException(
                "HEARTH-FAULT: call " + call + ": the module " + hook + " failed; the server's log says why"));
    }

    /** The container itself failed; the details are in the log alone. */
    static Outcome containerFault(long call) {
        return Outcome.fault(
                new ServerException("HEARTH-FAULT: call " + call + ": the server failed; its log says why"));
    }

    /** As the JDK's server does, so that the client can tell it from a failure of its own side. */
    static ServerException inServer(RemoteException failed) {
        return new ServerException("RemoteException occurred in server thread", failed);
    }

    /** Wraps what came out of the method as the JDK's server does; declared and runtime exceptions stay themselves. */
    static Outcome thrown(Throwable error) {
        if (error instanceof RemoteException remote) {
            return Outcome.exception(inServer(remote));
        }
        if (error instanceof Error fatal) {
            return Outcome.exception(new ServerError("Error occurred in server thread", fatal));
        }
        return Outcome.exception(error);
    }

    /** A turn that was refused. */
    static Outcome refused(Throwable reason) {
        if (reason instanceof BusyException busy) {
            return Outcome.refused(new ServerException(
                    "HEARTH-BUSY: " + busy.getMessage() + "; nothing has run",
                    new RejectedExecutionException(busy.getMessage())));
        }
        if (reason instanceof ClosedException closed) {
            String message = String.valueOf(closed.getMessage());
            return Outcome.refused(new ServerException(message, new RejectedExecutionException(message)));
        }
        return Outcome.refused(doomed(reason));
    }

    /** Why nothing of a chain is kept. */
    static Exception doomed(Throwable reason) {
        if (reason instanceof ActivationFailedException failed) {
            return activation(failed);
        }
        return new ServerException(
                String.valueOf(reason.getMessage()), reason instanceof Exception known ? known : new Exception(reason));
    }

    private static Exception activation(ActivationFailedException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof NoSuchObjectException ended) {
            return ended;
        }
        if (failed instanceof NotAdmittedException refused) {
            return refused.seen();
        }
        String message = "HEARTH-STATE: " + failed.getMessage();
        return cause instanceof Exception known ? new ServerException(message, known) : new ServerException(message);
    }

    static Outcome notActivated(ActivationFailedException failed) {
        if (failed instanceof NotAdmittedException refused) {
            return refused.seen() instanceof AccessException
                    ? Outcome.refused(refused.seen())
                    : Outcome.fault(refused.seen());
        }
        return Outcome.exception(activation(failed));
    }

    /** @param ran what is known about the object having run, for the caller */
    static TimeoutException deadline(String object, long millis, String ran) {
        return new TimeoutException(
                "HEARTH-DEADLINE: the call on " + object + " had no outcome after " + millis + " ms; " + ran);
    }

    /** @param alone whether no other call was in the object at the same time */
    static IllegalStateException changed(CallRun call, boolean alone) {
        return new IllegalStateException("HEARTH-CHANGED: " + call.object() + " was changed while " + call.method()
                + " ran, which is @ReadOnly"
                + (alone ? "" : " (or by another @ReadOnly method that ran in it at the same time)")
                + ": take @ReadOnly off it, or make the fields that it changes transient; the object is put back");
    }

    static Outcome notKept(Throwable failure) {
        if (failure instanceof UnknownOutcomeException unknown) {
            return Outcome.fault(new ServerException("HEARTH-UNKNOWN: outcome unknown: " + unknown.getMessage()
                    + "; the server stops, and its recovery decides"));
        }
        return Outcome.fault(new ServerException(
                "HEARTH-STATE: the change could not be written: " + failure.getMessage() + "; nothing of it is kept"));
    }
}
