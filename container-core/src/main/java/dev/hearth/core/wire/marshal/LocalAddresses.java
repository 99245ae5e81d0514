package dev.hearth.core.wire.marshal;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells whether a host is this machine, without asking a name server. */
public final class LocalAddresses {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final int LONGEST = 45;

    private LocalAddresses() {}

    /** Whether this is a literal address of this machine, or {@code localhost}. */
    public static boolean contain(String host) {
        return host.equalsIgnoreCase("localhost")
                || literal(host).filter(LocalAddresses::contain).isPresent();
    }

    /** Whether this is a literal address, or the name, by which each machine means itself. */
    public static boolean loopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** Whether this is an address of this machine. */
    public static boolean contain(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unreadable) {
            return false; // can't be told: it is then treated as another machine's, which always works
        }
    }

    /** The address that this text is, if it is one. */
    public static Optional<InetAddress> literal(String host) {
        if (host.length() > LONGEST
                || !(IPV4.matcher(host).matches() || IPV6.matcher(host).matches())) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }
}
