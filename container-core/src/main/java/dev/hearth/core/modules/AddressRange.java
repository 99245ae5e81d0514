package dev.hearth.core.modules;

import java.net.InetAddress;

/**
 * Some addresses: {@code loopback}, a literal such as {@code 192.0.2.7} or {@code ::1}, or a block such as {@code
 * 10.0.0.0/8}. Immutable.
 *
 * <p>Names are refused: an address rule must not depend on who answers for a name, and must not wait for it.
 */
public interface AddressRange {

    /** Whether the address is one of these; IPv6 zones are not looked at. */
    boolean contains(InetAddress address);

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException if the text is none, saying what it should be
     */
    static AddressRange parse(String text) {
        if (text.equals("loopback")) {
            return InetAddress::isLoopbackAddress;
        }
        int slash = text.indexOf('/');
        byte[] network = AddressLiteral.parse(slash < 0 ? text : text.substring(0, slash), text);
        int bits = slash < 0 ? network.length * 8 : prefix(text.substring(slash + 1), network.length * 8, text);
        return new Block(network, bits, text);
    }

    private static int prefix(String digits, int most, String text) {
        if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > most) {
            throw new IllegalArgumentException(
                    "\"" + text + "\": the number after the slash is from 0 to " + most + ", not \"" + digits + "\"");
        }
        return Integer.parseInt(digits);
    }

    /** All addresses that share their first bits. */
    final class Block implements AddressRange {
        private final byte[] network;
        private final int bits;

        private Block(byte[] network, int bits, String text) {
            this.network = network;
            this.bits = bits;
            for (int bit = bits; bit < network.length * 8; bit++) {
                if ((network[bit >> 3] & 0x80 >> (bit & 7)) != 0) {
                    throw new IllegalArgumentException("\"" + text + "\" has bits set behind its first " + bits
                            + "; write the block's first address, or leave out the slash for one address");
                }
            }
        }

        @Override
        public boolean contains(InetAddress address) {
            byte[] other = address.getAddress();
            if (other.length != network.length) {
                return false;
            }
            int whole = bits >> 3;
            for (int i = 0; i < whole; i++) {
                if (other[i] != network[i]) {
                    return false;
                }
            }
            int rest = bits & 7;
            return rest == 0 || ((other[whole] ^ network[whole]) & 0xff00 >> rest) == 0;
        }
    }
}
