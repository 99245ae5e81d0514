package alike;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Says everything about a value that can be seen from outside, the same in every JVM. */
public final class Show {

    private Show() {}

    public static String of(Object value) {
        if (value == null) {
            return "null";
        }
        String type = value.getClass().getName();
        if (value.getClass().isArray()) {
            StringBuilder text = new StringBuilder(type).append('{');
            for (int i = 0; i < Math.min(Array.getLength(value), 50); i++) {
                text.append(i == 0 ? "" : ", ").append(of(Array.get(value, i)));
            }
            return text.append('}').toString();
        }
        if (value instanceof Map<?, ?> map && type.startsWith("java.")) {
            return type
                    + map.entrySet().stream()
                            .map(entry -> of(entry.getKey()) + "=" + of(entry.getValue()))
                            .sorted()
                            .toList();
        }
        if (value instanceof Collection<?> collection && type.startsWith("java.")) {
            return type + collection.stream().map(Show::of).sorted().collect(Collectors.toList());
        }
        if (value instanceof Values.Pair<?, ?> pair) {
            return "Pair(" + of(pair.first()) + ", " + of(pair.second()) + ")";
        }
        if (value instanceof Throwable thrown) {
            return thrown(thrown);
        }
        if (type.contains("$Proxy")) {
            return "a stub";
        }
        return type + " " + value;
    }

    /** An exception with its causes and suppressed ones. */
    public static String thrown(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.getClass().getName() + ": " + messageOf(thrown));
        if (thrown.getCause() != null) {
            text.append(" <- ").append(thrown(thrown.getCause()));
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            text.append(" beside ").append(thrown(suppressed));
        }
        return text.toString();
    }

    /** Without what RMI appends of causes. */
    private static String messageOf(Throwable thrown) {
        String message = thrown.toString();
        int nested = message.indexOf("; nested exception");
        return nested < 0 ? message : message.substring(0, nested);
    }
}
