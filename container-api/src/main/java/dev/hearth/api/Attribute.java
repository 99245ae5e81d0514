package dev.hearth.api;

import java.util.Objects;

/**
 * The key of something that goes with a call and with all calls that hosted objects make in it: a tenant, a language, the id
 * of a trace. A hook module sets it ({@link dev.hearth.api.hook.Call#attribute(Attribute, Object)}); hooks and hosted code
 * read it ({@link ObjectContext#attribute}).
 *
 * <p>Keys of the same name and type are equal, so a module and an object of different deployments need to share only the
 * value's class: one of the JDK's, or one in {@code deploy/lib}.
 *
 * @param name unique among those who use it, such as {@code billing.tenant}
 * @param type what is kept under it
 * @param <T> likewise
 */
public record Attribute<T>(String name, Class<T> type) {

    /** Checks that both are there. */
    public Attribute {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    /** A key. */
    public static <T> Attribute<T> of(String name, Class<T> type) {
        return new Attribute<>(name, type);
    }

    @Override
    public String toString() {
        return name;
    }
}
