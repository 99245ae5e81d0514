package dev.hearth.core.adapter;

import java.rmi.NoSuchObjectException;
import org.jspecify.annotations.Nullable;

/** What an object may be called: see the contract of {@link dev.hearth.api.HostedObject#name()}. */
final class Names {

    private static final int LONGEST = 200;

    private Names() {}

    static void check(String name) throws NoSuchObjectException {
        String fault = fault(name);
        if (fault != null) {
            throw new NoSuchObjectException(
                    "HEARTH-NAME: no object can have the name " + shown(name) + ": it " + fault);
        }
    }

    /** Short, and without what could move the cursor of whoever reads it. */
    private static String shown(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST)).replaceAll("\\p{Cntrl}", "?");
    }

    private static @Nullable String fault(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return "has " + name.length() + " characters; 1 to " + LONGEST + " are allowed";
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return "has control characters";
        }
        if (name.indexOf('~') >= 0) {
            return "has a ~, which stands for anonymous objects";
        }
        if (name.startsWith("/") || name.endsWith("/") || name.contains("//")) {
            return "has a leading, trailing or double slash";
        }
        return null;
    }
}
