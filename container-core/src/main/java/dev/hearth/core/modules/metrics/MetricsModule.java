package dev.hearth.core.modules.metrics;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Setting;
import dev.hearth.api.hook.Setting.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The module {@code metrics}: calls, errors, times and what the container holds, for Prometheus to read at {@code GET /metrics}
 * of the admin port.
 *
 * <p>Off until {@code enabled: true}; then its classes cost memory and its numbers some dozen nanoseconds for each call. See
 * {@code docs/modules/metrics.md}.
 *
 * <p>Whoever registers it closes it.
 */
public final class MetricsModule implements HookModule, AutoCloseable {

    private @Nullable Meters meters;

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.of("enabled", Kind.BOOLEAN, "false", "whether calls are counted and GET /metrics answers"),
                Setting.of("types", Kind.INTEGER, "200", "how many types get series of their own"),
                Setting.of("histogram", Kind.BOOLEAN, "false", "whether times are counted in buckets too"),
                Setting.of("jvm", Kind.BOOLEAN, "true", "whether the numbers of the JVM are among them"));
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        if (!config.getBoolean("enabled", false)) {
            return;
        }
        Meters opened = new Meters(
                between("types", config.getInt("types", 200), 0, 10_000),
                config.getBoolean("histogram", false),
                config.getBoolean("jvm", true));
        meters = opened;
        hooks.start(server -> opened.watch(server));
        hooks.deploy(type -> known(opened, type));
        hooks.log(opened.calls()::count).order(Order.LAST).timed();
        hooks.page("Metrics", query -> opened.page());
    }

    private static Answer known(Meters meters, DeployedType type) {
        meters.calls().know(List.of(type.name()));
        return Answer.OK;
    }

    private static int between(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "modules.metrics." + setting + " is from " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    @Override
    public void close() {
        Meters open = meters;
        meters = null;
        if (open != null) {
            open.close();
        }
    }
}
