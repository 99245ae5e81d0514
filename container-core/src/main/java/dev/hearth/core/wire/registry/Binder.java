package dev.hearth.core.wire.registry;

/**
 * Who would bind a name.
 *
 * @param host the address that the call came from, as a literal
 * @param authenticated whether it is known who that is
 * @param hosted whether it is code that runs in this container
 * @param deployment whose code that is; empty if it is none's
 */
public record Binder(String host, boolean authenticated, boolean hosted, String deployment) {

    /** A client, or code of the container's own. */
    public Binder(String host, boolean authenticated, boolean hosted) {
        this(host, authenticated, hosted, "");
    }
}
