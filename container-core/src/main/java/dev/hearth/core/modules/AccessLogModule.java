package dev.hearth.core.modules;

import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Page;
import dev.hearth.api.hook.Place;
import dev.hearth.api.hook.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The module {@code access-log}: one line for each call.
 *
 * <p>The call's thread only notes the call in memory; a thread of the module's own formats and writes, at most 50 ms later.
 * A call never waits for the disk: when lines come faster than they can be written they are lost, counted, and the log
 * says how many. Without a {@code file} it registers no hook. See {@code docs/modules/access-log.md}.
 *
 * <p>Whoever registers it closes it.
 */
public final class AccessLogModule implements HookModule, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLogModule.class);
    private static final long CLOSE_MILLIS = 5_000;
    private static final String REOPEN = "reopen";

    private volatile @Nullable AccessLogWriter writer;

    @Override
    public String name() {
        return "access-log";
    }

    @Override
    public List<Setting> settings() {
        return AccessLogSettings.DECLARED;
    }

    /** Opens the file and starts the writing thread as it is configured, unless the settings switch the module off. */
    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        AccessLogSettings settings = AccessLogSettings.of(config);
        if (!settings.on()) {
            return;
        }
        AccessRing ring = new AccessRing(settings.buffer());
        hooks.configure(server -> {
            AccessLogWriter started = new AccessLogWriter(ring, open(settings), settings.format());
            started.start();
            writer = started;
        });
        Place place = hooks.log(ring::offer).order(Order.REALLY_LAST);
        hooks.page("Access log", query -> page(settings.file(), query));
        if (!settings.local()) {
            place.outsideOnly();
        }
    }

    private Page.Content page(String file, Map<String, String> query) throws Exception {
        String wish = query.getOrDefault(REOPEN, "false");
        if (!Set.of("true", "false").contains(wish) || !Set.of(REOPEN).containsAll(query.keySet())) {
            throw new IllegalArgumentException("what can be asked for is reopen=true");
        }
        AccessLogWriter current = writer;
        if (current == null) {
            throw new IllegalArgumentException("the log is closed");
        }
        String state = Path.of(file).toAbsolutePath() + ", " + current.lostEver() + " lines lost since the start\n";
        if (wish.equals("true")) {
            current.reopen().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
            return Page.Content.text("reopened: " + state);
        }
        return Page.Content.text(state);
    }

    private static SharedLogFile open(AccessLogSettings settings) {
        Path file = Path.of(settings.file());
        try {
            return SharedLogFile.open(file, settings.maxBytes(), settings.keep());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "modules.access-log.file: " + file.toAbsolutePath() + " can't be written: " + e, e);
        }
    }

    /** How many lines have been lost since the start. */
    public long lost() {
        AccessLogWriter current = writer;
        return current == null ? 0 : current.lostEver();
    }

    /**
     * Writes what is still in memory and ends the thread; waits at most 5 seconds for a disk that does not answer. Calls
     * that are logged later are not written.
     */
    @Override
    public void close() {
        AccessLogWriter current = writer;
        writer = null;
        if (current == null) {
            return;
        }
        try {
            if (!current.close(CLOSE_MILLIS)) {
                LOG.warn("The access log's last lines could not be written within {} ms", CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
