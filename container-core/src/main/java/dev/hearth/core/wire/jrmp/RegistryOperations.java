package dev.hearth.core.wire.jrmp;

/**
 * The operation numbers that registry stubs still send, although newer stubs send method hashes.
 *
 * <p>See the Java RMI specification, section 10.2, and {@link java.rmi.server.Operation}.
 */
final class RegistryOperations {

    /** What a registry stub sends beside an operation number. */
    static final long INTERFACE_HASH = 4905912898345647071L;

    /** By operation number: bind, list, lookup, rebind, unbind. */
    private static final long[] HASHES = {
        7583982177005850366L, 2571371476350237748L, -7538657168040752697L, -8381844669958460146L, 7305022919901907578L
    };

    private RegistryOperations() {}

    static boolean known(int operation, long interfaceHash) {
        return interfaceHash == INTERFACE_HASH && operation >= 0 && operation < HASHES.length;
    }

    /** The hash of the method that this operation means. */
    static long methodHash(int operation) {
        return HASHES[operation];
    }
}
