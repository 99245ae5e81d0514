package dev.hearth.core.config;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be set: a component of {@link HearthConfig} or of a record in it that is not itself a record.
 *
 * @param key its name with dots and dashes, such as {@code wire.message-timeout}
 * @param otherwise the value where nothing is said
 */
record Setting(
        String key, RecordComponent component, @Nullable Object otherwise) {

    /** Whether everything below this key is free text of others, as with {@code modules}. */
    boolean free() {
        return component.getType() == Map.class;
    }

    /** The environment variable: {@code HEARTH_WIRE_MESSAGE_TIMEOUT}. */
    String variable() {
        return ConfigSchema.VARIABLES + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The words of a component's name, with dashes: {@code messageTimeout} is {@code message-timeout}. */
    static String dashed(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
