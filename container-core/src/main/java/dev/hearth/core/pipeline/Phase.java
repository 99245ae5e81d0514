package dev.hearth.core.pipeline;

import java.util.Locale;

/** The phases of a container's life, of a connection and of a call, in order. */
public enum Phase {
    CONFIGURE,
    START,
    STOP,
    DEPLOY,
    UNDEPLOY,
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
    LOG;

    /** The name as the documentation writes it. */
    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
