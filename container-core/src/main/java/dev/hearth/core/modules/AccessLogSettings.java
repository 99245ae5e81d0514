package dev.hearth.core.modules;

import dev.hearth.api.hook.ModuleConfig;

/**
 * The settings of {@code access-log}, checked.
 *
 * @param enabled whether calls are logged at all
 * @param file where to; empty for nowhere
 * @param local whether calls between hosted objects are logged too
 * @param maxBytes how long the file may become before it is put aside
 * @param keep how many former files are kept
 * @param buffer how many calls may wait in memory to be written
 * @param format what a line looks like
 */
record AccessLogSettings(
        boolean enabled, String file, boolean local, int maxBytes, int keep, int buffer, AccessFormat format) {

    static AccessLogSettings of(ModuleConfig config) {
        return new AccessLogSettings(
                config.getBoolean("enabled", true),
                config.getString("file", ""),
                config.getBoolean("local", false),
                between("max-bytes", config.getInt("max-bytes", 64 << 20), AccessLines.CAPACITY, Integer.MAX_VALUE),
                between("keep", config.getInt("keep", 4), 0, 1_000),
                between("buffer", config.getInt("buffer", 16_384), 64, 1 << 20),
                format(config.getString("format", AccessFormat.USUAL)));
    }

    boolean on() {
        return enabled && !file.isEmpty();
    }

    private static AccessFormat format(String text) {
        try {
            return AccessFormat.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("modules.access-log.format: " + wrong.getMessage(), wrong);
        }
    }

    private static int between(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "modules.access-log." + setting + " is from " + least + " to " + most + ", not " + value);
        }
        return value;
    }
}
