package dev.hearth.core.modules;

import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Setting;
import dev.hearth.api.hook.Setting.Kind;
import java.util.List;

/**
 * The settings of {@code access-log}, checked.
 *
 * @param enabled whether calls are logged at all
 * @param file where to; empty for nowhere
 * @param local whether calls between hosted objects are logged too
 * @param maxBytes how long the file may become before it is put aside
 * @param keep how many former files are kept
 * @param buffer how many calls may wait in memory to be written
 */
record AccessLogSettings(boolean enabled, String file, boolean local, int maxBytes, int keep, int buffer) {

    static final List<Setting> DECLARED = List.of(
            Setting.of("enabled", Kind.BOOLEAN, "true", "whether calls are logged at all"),
            Setting.of("file", Kind.TEXT, "access.log in the data folder", "where to; empty for nowhere"),
            Setting.of("local", Kind.BOOLEAN, "false", "whether calls between hosted objects are logged too"),
            Setting.of("max-bytes", Kind.INTEGER, "67108864", "how long the file may become before it is put aside"),
            Setting.of("keep", Kind.INTEGER, "4", "how many former files are kept"),
            Setting.of("buffer", Kind.INTEGER, "16384", "how many calls may wait in memory to be written"));

    static AccessLogSettings of(ModuleConfig config) {
        return new AccessLogSettings(
                config.getBoolean("enabled", true),
                config.getString("file", ""),
                config.getBoolean("local", false),
                between("max-bytes", config.getInt("max-bytes", 64 << 20), AccessLines.CAPACITY, Integer.MAX_VALUE),
                between("keep", config.getInt("keep", 4), 0, 1_000),
                between("buffer", config.getInt("buffer", 16_384), 64, 1 << 20));
    }

    boolean on() {
        return enabled && !file.isEmpty();
    }

    private static int between(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "modules.access-log." + setting + " is from " + least + " to " + most + ", not " + value);
        }
        return value;
    }
}
