package dev.hearth.api.hook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

    /** Texts by name, in the order of the file. Empty if the setting is not there. */
    Map<String, String> getMap(String key);

    /**
     * Settings that depend on the call. They are read here and now for the module alone and with each section of the file
     * that has settings for it, so that what makes no sense is refused before the first call; and later once for each
     * further combination of sections that a call is in.
     *
     * @param reading makes of settings what the module needs; called by several threads
     * @throws IllegalArgumentException if a section's settings make no sense
     */
    default <T> PerCall<T> perCall(Function<ModuleConfig, T> reading) {
        T only = reading.apply(this);
        return call -> only;
    }
}
