package dev.hearth.core.modules.limits;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.ModuleConfig;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What holds for the calls that the same sections cover, with what has been counted of them. Thread-safe.
 *
 * <p>Who calls is known later than from where: {@link #beforeCaller} and {@link #ofCaller} are two steps.
 */
final class Limits {

    static final String CALLS = "calls-per-second";
    static final String IN_PROGRESS = "calls-in-progress";
    private static final int MOST = 1_000_000_000;

    private static final Scope[] SCOPES = Scope.values();

    /** Only of the scopes that something limits. */
    private final Map<Scope, Counters> counters = new EnumMap<>(Scope.class);

    private final boolean progress;
    private final int burstMillis;

    private Limits(ModuleConfig config) {
        burstMillis = burst(config);
        int keys = between(config, "keys", 10_000, 8, 1 << 22);
        boolean limitsProgress = false;
        for (Scope scope : SCOPES) {
            Rate rate = rate(config, scope);
            limitsProgress |= rate.limitsProgress();
            if (rate.limitsCalls() || rate.limitsProgress()) {
                counters.put(scope, new Counters(rate, scope == Scope.ALL ? 1 : keys));
            }
        }
        progress = limitsProgress;
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException naming the one that makes no sense
     */
    static Limits of(ModuleConfig config) {
        return new Limits(config);
    }

    private Rate rate(ModuleConfig config, Scope scope) {
        int perSecond = between(config, CALLS + scope.suffix(), 0, 0, MOST);
        int burst = (int) Math.min(MOST, Math.max(1, (long) perSecond * burstMillis / 1_000));
        return new Rate(perSecond, burst, between(config, IN_PROGRESS + scope.suffix(), 0, 0, MOST));
    }

    private static int burst(ModuleConfig config) {
        Duration burst = config.getDuration("burst", Duration.ofSeconds(1));
        if (burst.isNegative() || burst.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("modules.limits.burst is from 0s to 1h, not " + burst);
        }
        return (int) burst.toMillis();
    }

    private static int between(ModuleConfig config, String setting, int otherwise, int least, int most) {
        int value = config.getInt(setting, otherwise);
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "modules.limits." + setting + " is from " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    boolean isEmpty() {
        return counters.isEmpty();
    }

    /** Whether calls take something that they give back. */
    boolean progress() {
        return progress;
    }

    boolean askCaller() {
        return counters.containsKey(Scope.PRINCIPAL);
    }

    /** All but the caller's own. */
    Answer beforeCaller(Call call, Ticket ticket, long now) {
        int before = ticket.taken();
        for (Scope scope : SCOPES) {
            Counters table = counters.get(scope);
            if (table != null && scope != Scope.PRINCIPAL) {
                Answer answer = ask(scope, table, call, ticket, now, before);
                if (answer != Answer.OK) {
                    return answer;
                }
            }
        }
        return Answer.OK;
    }

    /** The caller's own. */
    Answer ofCaller(Call call, Ticket ticket, long now) {
        Counters own = counters.get(Scope.PRINCIPAL);
        return own == null ? Answer.OK : ask(Scope.PRINCIPAL, own, call, ticket, now, ticket.taken());
    }

    private static Answer ask(Scope scope, Counters table, Call call, Ticket ticket, long now, int before) {
        long answer = table.admit(scope.key(call), now, ticket);
        if (answer == Counter.ADMITTED) {
            return Answer.OK;
        }
        ticket.undo(before);
        Rate rate = table.rate();
        return Answer.deny(
                answer == Counter.TOO_MANY_IN_PROGRESS
                        ? rate.inProgress() + " calls in progress" + scope.name(call)
                                + " are the limit; try again when one of them is over"
                        : rate.perSecond() + " calls per second" + scope.name(call) + " are the limit; try again in "
                                + answer + " ms");
    }
}
