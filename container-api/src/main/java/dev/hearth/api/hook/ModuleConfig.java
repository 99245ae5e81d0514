package dev.hearth.api.hook;

import java.time.Duration;
import java.util.List;

/**
 * A module's settings: what stands under {@code modules.NAME} in {@code hearth.yaml}.
 *
 * <p>Each method throws {@link IllegalArgumentException} naming the setting if its value does not fit.
 */
public interface ModuleConfig {

    /** Whether the setting is there. */
    boolean has(String key);

    /** A text. */
    String getString(String key, String otherwise);

    /** A whole number. */
    int getInt(String key, int otherwise);

    /** {@code true} or {@code false}. */
    boolean getBoolean(String key, boolean otherwise);

    /** A time such as {@code 500ms}, {@code 30s}, {@code 10m}. */
    Duration getDuration(String key, Duration otherwise);

    /** A list of texts; a single text is a list of one. Empty if the setting is not there. */
    List<String> getList(String key);
}
