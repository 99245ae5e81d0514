package dev.hearth.core.identity;

import dev.hearth.api.hook.ModuleConfig;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of the module {@code login} that are about logging in.
 *
 * @param users the file of users, in the data folder
 * @param idle after what time without a call a session ends
 * @param lifetime how long a session lasts at most
 * @param sessions how many sessions there may be
 * @param sessionsPerUser how many of them one user may have
 * @param survive whether sessions are there again after a restart
 * @param failures how many logins may fail, for a user or (four times as many) from an address, before the next has to wait
 * @param longestWait how long that wait grows
 * @param atOnce how many passwords may be compared at the same time
 */
public record LoginSettings(
        Path users,
        Duration idle,
        Duration lifetime,
        int sessions,
        int sessionsPerUser,
        boolean survive,
        int failures,
        Duration longestWait,
        int atOnce) {

    /** The setting without which nobody can log in. */
    public static final String USERS = "users";

    /** The file of users where none is said. */
    public static final String USUAL_FILE = "users";

    /**
     * Reads them.
     *
     * @param data the data folder
     * @throws IllegalArgumentException if one makes no sense
     */
    public static LoginSettings of(ModuleConfig config, Path data) {
        return new LoginSettings(
                data.resolve(config.getString(USERS, USUAL_FILE)),
                time(config, "idle", Duration.ofMinutes(30)),
                time(config, "lifetime", Duration.ofHours(12)),
                number(config, "sessions", 10_000),
                number(config, "sessions-per-user", 100),
                config.getBoolean("survive", false),
                number(config, "failures", 5),
                time(config, "longest-wait", Duration.ofMinutes(1)),
                number(config, "at-once", 16));
    }

    private static int number(ModuleConfig config, String key, int otherwise) {
        int number = config.getInt(key, otherwise);
        if (number < 1) {
            throw new IllegalArgumentException("modules.login." + key + ": " + number + " is less than 1");
        }
        return number;
    }

    private static Duration time(ModuleConfig config, String key, Duration otherwise) {
        Duration time = config.getDuration(key, otherwise);
        if (time.isZero()) {
            throw new IllegalArgumentException("modules.login." + key + ": a time above 0 is expected");
        }
        return time;
    }
}
