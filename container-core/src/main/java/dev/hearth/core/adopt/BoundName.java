package dev.hearth.core.adopt;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that programs give their objects. */
final class BoundName {

    /** {@code rmi://host:port/name}, {@code //host/name}, {@code /name}, {@code name}: java.rmi.Naming. */
    private static final Pattern URL = Pattern.compile("(?:rmi:)?(?://[^/]*)?/?(.+)");

    private static final Pattern SUFFIX = Pattern.compile("(.+?)(Impl|Object|Servant|Server|Bean|Remote)$");

    private BoundName() {}

    /** The name in what is given to {@code bind}; empty if it is not known. */
    static Optional<String> of(String given) {
        Matcher url = URL.matcher(given);
        return Optional.of(url.matches() ? url.group(1) : "")
                .filter(name -> !name.isEmpty() && !name.contains(Known.UNKNOWN) && !name.contains("~"));
    }

    /** One that fits a class that nobody has named: {@code bank} for {@code BankImpl}. */
    static String ofClass(String simpleName) {
        Matcher ending = SUFFIX.matcher(simpleName);
        String name = ending.matches() ? ending.group(1) : simpleName;
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
