package dev.hearth.core.wire.jrmp;

import dev.hearth.core.call.Target;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a call's arguments.
 *
 * @param byHash whether {@code hash} is a method's; false for an operation number that nobody knows
 * @param operation as sent, -1 for calls by method hash
 * @param hash the method's hash, also where an operation number was sent that means it
 * @param blockBytes how many bytes of the block-data record follow
 */
record CallHeader(Target.ById target, boolean byHash, int operation, long hash, int blockBytes) {

    private static final int STREAM_HEADER = 0xaced0005;
    private static final int BLOCK = 0x77;
    private static final int LONG_BLOCK = 0x7a;
    private static final int BY_HASH = -1;
    private static final int BLOCK_AT = 5;
    private static final int OBJECT_ID = 22;
    private static final int LENGTH = OBJECT_ID + 4 + 8;

    /**
     * Takes the header from the buffer, whose first byte is the message's.
     *
     * @return null if it is not all there; nothing is taken then
     * @throws BadPeerException if it is none
     */
    static @Nullable CallHeader take(MessageInput input, VerifiedIds ids) throws BadPeerException {
        if (input.buffered() < BLOCK_AT + 2) {
            return null;
        }
        if (input.intAt(1) != STREAM_HEADER) {
            throw new BadPeerException("a call that is no object stream");
        }
        int kind = input.byteAt(BLOCK_AT);
        int start = kind == BLOCK ? BLOCK_AT + 2 : BLOCK_AT + 5;
        if (input.buffered() < start) {
            return null;
        }
        int block = kind == BLOCK ? input.byteAt(BLOCK_AT + 1) : kind == LONG_BLOCK ? input.intAt(BLOCK_AT + 1) : -1;
        if (block < LENGTH) {
            throw new BadPeerException("a call without a header");
        }
        if (input.buffered() < start + LENGTH) {
            return null;
        }
        Target.ById target = ids.decode(input.array(), input.position() + start);
        int operation = input.intAt(start + OBJECT_ID);
        long hash = input.longAt(start + OBJECT_ID + 4);
        input.take(start + LENGTH);
        return of(target, operation, hash, block - LENGTH);
    }

    private static CallHeader of(Target.ById target, int operation, long hash, int blockBytes) {
        if (operation == BY_HASH) {
            return new CallHeader(target, true, operation, hash, blockBytes);
        }
        boolean known = RegistryOperations.known(operation, hash);
        long meant = known ? RegistryOperations.methodHash(operation) : hash;
        return new CallHeader(target, known, operation, meant, blockBytes);
    }

    String methodText() {
        String hashText = "hash 0x" + Long.toHexString(hash);
        return byHash ? hashText : "operation " + operation + " of interface " + hashText;
    }
}
