package dev.hearth.core.identity;

import dev.hearth.api.hook.Peer;

/** The call on the object {@code login} that runs on this thread. */
public interface LoginCall {

    /** Where it came from. */
    Peer peer();

    /** Whether it came over TLS. */
    boolean secure();

    /** Whether it came over a connection, in whose answer a stub can lie. */
    boolean fromClient();

    /** The session of the stub that it was made on; 0 for none. */
    int session();

    /** The stubs in its answer will belong to this session. */
    void answerIn(int session);
}
