package dev.hearth.core.cli.prove;

import java.rmi.ConnectException;
import java.rmi.ConnectIOException;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.ServerError;
import java.rmi.ServerException;

/** What a client knows of a call when it ended. */
enum Outcome {

    /** Acknowledged: it happened, and lasts. */
    DONE,

    /** The container could not write it: it did not happen. */
    REFUSED,

    /** The object, or a circle of waiting chains, did not let it: it did not happen. */
    DECLINED,

    /** The container said that nobody knows whether it happened. */
    TOLD_UNKNOWN,

    /** The connection broke before the answer: it happened or not. */
    LOST,

    /** There was nobody to connect to: it did not happen. */
    UNSENT,

    /** The object is not there. */
    GONE;

    /** What it means that a call threw. */
    static Outcome of(Exception thrown) {
        if (thrown instanceof NoSuchObjectException) {
            return GONE;
        }
        if (thrown instanceof ConnectException || thrown instanceof ConnectIOException) {
            return UNSENT;
        }
        if (thrown instanceof ServerException || thrown instanceof ServerError || thrown instanceof NotBoundException) {
            return answered(String.valueOf(thrown.getMessage()));
        }
        return thrown instanceof RemoteException ? LOST : DECLINED;
    }

    private static Outcome answered(String message) {
        if (message.contains("HEARTH-UNKNOWN") || namingIsUnknown(message)) {
            return TOLD_UNKNOWN;
        }
        return message.contains("HEARTH-STATE") || message.contains("HEARTH-STORE") ? REFUSED : DECLINED;
    }

    /** The name's number was on its way to the disk when a sync failed; the registry passes on what the store says. */
    private static boolean namingIsUnknown(String message) {
        return message.contains("HEARTH-STORE") && message.contains("UnknownOutcome");
    }

    /** Whether the call may have happened although nobody acknowledged it. */
    boolean unknown() {
        return this == TOLD_UNKNOWN || this == LOST;
    }

    /** Whether the client has no container any more. */
    boolean over() {
        return unknown() || this == UNSENT;
    }
}
