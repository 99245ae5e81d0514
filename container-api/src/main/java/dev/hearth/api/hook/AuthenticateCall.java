package dev.hearth.api.hook;

import java.util.Set;

/** What an {@code authenticate} hook sees. */
public interface AuthenticateCall extends Call {

    /**
     * Who calls, as far as it is known: whom the session of the called stub belongs to, or whom the client's certificate
     * names, or whom a hook has said; else {@link dev.hearth.api.Caller#ANONYMOUS}.
     */
    String principal();

    /**
     * Says who calls, without roles. Answer {@link Answer#OK} then.
     *
     * <p>A hook that answers so without saying who leaves {@link #principal()}.
     */
    default void principal(String name) {
        principal(name, Set.of());
    }

    /**
     * Says who calls, and what they may act as.
     *
     * @throws IllegalArgumentException if the name is blank, or has a control character or the end of a line in it
     */
    void principal(String name, Set<String> roles);
}
