package dev.hearth.core.modules.trace;

import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Setting;
import dev.hearth.api.hook.Setting.Kind;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The module {@code trace}: a span of OpenTelemetry for each call, a child of the span in which the call was made, and current
 * while the object runs.
 *
 * <p>Off until {@code enabled: true}. Where OpenTelemetry's API is not on the class path it says so in the log and registers
 * no hook. See {@code docs/modules/trace.md}.
 */
public final class TraceModule implements HookModule {

    private static final Logger LOG = LoggerFactory.getLogger(TraceModule.class);
    private static final String API = "io.opentelemetry.api.GlobalOpenTelemetry";

    @Override
    public String name() {
        return "trace";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.of("enabled", Kind.BOOLEAN, "false", "whether calls get spans"),
                Setting.of("principal", Kind.BOOLEAN, "false", "whether spans say who called"));
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        if (!config.getBoolean("enabled", false)) {
            return;
        }
        if (!present()) {
            LOG.warn(
                    "modules.trace.enabled: the API of OpenTelemetry is not on the container's class path, so no call is"
                            + " traced: put it into lib/, beside Hearth's own JARs; deploy/lib is for deployments alone");
            return;
        }
        CallSpans spans = CallSpans.ofGlobal(config.getBoolean("principal", false));
        hooks.receive(spans::begin).order(Order.REALLY_FIRST);
        hooks.around(spans::enter).order(Order.REALLY_FIRST);
        hooks.log(spans::end).order(Order.REALLY_FIRST).timed();
    }

    private static boolean present() {
        try {
            Class.forName(API, false, TraceModule.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
