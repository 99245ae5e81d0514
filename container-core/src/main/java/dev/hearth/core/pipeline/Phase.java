package dev.hearth.core.pipeline;

import java.util.Locale;

/** The phases: those of a call in their order, then those that follow connections, objects, types and the container. */
public enum Phase {
    CONNECT,
    RECEIVE,
    TRANSLATE,
    ACCESS,
    AUTHENTICATE,
    AUTHORIZE,
    FIXUP,
    AROUND,
    HANDLE,
    REPLY,
    LOG,
    DISCONNECT,
    ACTIVATE,
    PASSIVATE,
    DEPLOY,
    UNDEPLOY,
    CONFIGURE,
    START,
    STOP;

    /** Whether its hooks run in reverse: what stands last in the order runs first. */
    boolean reversed() {
        return this == REPLY || this == STOP;
    }

    /** The name as the documentation writes it. */
    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
