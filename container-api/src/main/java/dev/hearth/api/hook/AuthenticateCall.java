package dev.hearth.api.hook;

/** What an {@code authenticate} hook sees. */
public interface AuthenticateCall extends Call {

    /** Says who calls. Answer {@link Answer#OK} then. */
    void principal(String name);
}
