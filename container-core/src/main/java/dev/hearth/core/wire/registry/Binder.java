package dev.hearth.core.wire.registry;

/**
 * Who would bind a name.
 *
 * @param host the address that the call came from, as a literal
 * @param authenticated whether it is known who that is
 * @param hosted whether it is code that runs in this container
 */
public record Binder(String host, boolean authenticated, boolean hosted) {}
