package dev.hearth.samples.quota;

import static dev.hearth.api.hook.Answer.OK;
import static dev.hearth.api.hook.Answer.deny;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Note;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Setting;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets each address make so many calls per second.
 *
 * <p>Off until {@code hearth.yaml} says how many:
 *
 * <pre>{@code
 * modules:
 *   quota:
 *     calls-per-second: 100
 * }</pre>
 */
public final class QuotaModule implements HookModule {

    private static final String LIMIT = "calls-per-second";
    private static final int REPORT_EVERY = 1_000;
    private static final Logger LOG = System.getLogger(QuotaModule.class.getName());

    /** Left on a call that was refused here, for the log hook: other modules refuse calls too. */
    private static final Note<Boolean> OVER_QUOTA = Note.of("quota.over", Boolean.class);

    private final LongSupplier nanoTime;
    private final AtomicLong refused = new AtomicLong();

    /** The constructor that the container calls. */
    public QuotaModule() {
        this(System::nanoTime);
    }

    QuotaModule(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return "quota";
    }

    /** What is declared is checked before {@code register}, and shown by {@code hearth modules quota}. */
    @Override
    public List<Setting> settings() {
        return List.of(Setting.of(
                LIMIT, Setting.Kind.INTEGER, "", "how many calls an address may make; without it, any number"));
    }

    /**
     * The {@code access} phase is early: a call that is refused there has cost no login and no deserialisation. The
     * module {@code allow} goes first, so that an address which may not call at all gets that answer.
     */
    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        if (!config.has(LIMIT)) {
            return; // nothing to do, so no hook that every call would pay for
        }
        int limit = config.getInt(LIMIT, 100);
        if (limit < 1) {
            throw new IllegalArgumentException("modules.quota." + LIMIT + " is at least 1, not " + limit);
        }
        Buckets buckets = new Buckets(limit, nanoTime);
        hooks.access(call -> admit(call, buckets)).order(Order.MIDDLE).after("allow");
        hooks.log(this::report).order(Order.LAST);
    }

    private static Answer admit(Call call, Buckets buckets) {
        if (call.local()
                || buckets.tryTake(call.peer().address())) { // a call between hosted objects costs its client nothing
            return OK;
        }
        call.note(OVER_QUOTA, true);
        return deny("quota of " + buckets.perSecond() + "/s is spent");
    }

    /** Tells the operator, but not a thousand times: a caller must not be able to fill the log. */
    private void report(LoggedCall call) {
        if (call.note(OVER_QUOTA).isEmpty()) {
            return;
        }
        long count = refused.incrementAndGet();
        if (count % REPORT_EVERY == 1) {
            LOG.log(
                    Level.INFO,
                    "{0} calls over quota so far, the last from {1}",
                    count,
                    call.peer().host());
        }
    }
}
