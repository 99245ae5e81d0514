package dev.hearth.core.modules;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses as text, read without asking a name service. */
final class AddressLiteral {

    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private AddressLiteral() {}

    /**
     * The address's 4 or 16 bytes.
     *
     * @param literal the address
     * @param text the setting that it stands in, for the error
     * @throws IllegalArgumentException if it is no address
     */
    static byte[] parse(String literal, String text) {
        if (FOUR_NUMBERS.matcher(literal).matches()) {
            return fourNumbers(literal, text);
        }
        if (literal.indexOf(':') < 0) {
            throw notAnAddress(text, null);
        }
        try {
            return InetAddress.getByName(literal).getAddress(); // with a colon in it, never looked up as a name
        } catch (UnknownHostException wrong) {
            throw notAnAddress(text, wrong);
        }
    }

    private static byte[] fourNumbers(String literal, String text) {
        String[] numbers = literal.split("\\.", -1);
        byte[] address = new byte[4];
        for (int i = 0; i < address.length; i++) {
            int number = Integer.parseInt(numbers[i]);
            if (number > 255) {
                throw notAnAddress(text, null);
            }
            address[i] = (byte) number;
        }
        return address;
    }

    private static IllegalArgumentException notAnAddress(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "\"" + text + "\" is not an address such as 192.0.2.7 or ::1, a block such as 10.0.0.0/8, or loopback",
                cause);
    }
}
