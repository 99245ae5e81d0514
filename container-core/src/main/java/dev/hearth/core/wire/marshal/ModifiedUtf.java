package dev.hearth.core.wire.marshal;

/** Texts as {@link java.io.DataInput} describes them: characters of one to three bytes, each half of a pair by itself. */
final class ModifiedUtf {

    private ModifiedUtf() {}

    /**
     * The text of these bytes.
     *
     * @throws UnusualException if they are malformed
     */
    static String decode(byte[] bytes, int from, int length) {
        char[] text = new char[length];
        int end = from + length;
        int chars = 0;
        for (int i = from; i < end; ) {
            int first = bytes[i];
            if (first >= 0) {
                text[chars++] = (char) first;
                i++;
            } else {
                int more = following(first);
                if (i + more >= end) {
                    throw new UnusualException();
                }
                int character = first & (more == 1 ? 0x1f : 0x0f);
                for (int k = 1; k <= more; k++) {
                    character = character << 6 | continued(bytes[i + k]);
                }
                text[chars++] = (char) character;
                i += 1 + more;
            }
        }
        return new String(text, 0, chars);
    }

    private static int following(int first) {
        return switch (first >> 4 & 0xf) {
            case 0xc, 0xd -> 1;
            case 0xe -> 2;
            default -> throw new UnusualException();
        };
    }

    private static int continued(byte next) {
        if ((next & 0xc0) != 0x80) {
            throw new UnusualException();
        }
        return next & 0x3f;
    }
}
