package dev.hearth.api.hook;

/** What an {@code authenticate} hook sees. */
public interface AuthenticateCall extends Call {

    /**
     * Says who calls. Answer {@link Answer#OK} then.
     *
     * <p>A hook that answers so without saying who leaves the subject of the client's certificate, where it has shown one.
     */
    void principal(String name);
}
