package dev.hearth.core.server;

import dev.hearth.core.adapter.HostingException;
import dev.hearth.core.admin.Administration.ReloadRow;
import dev.hearth.core.admin.RefusedException;
import dev.hearth.core.cli.ConsoleLog;
import dev.hearth.core.config.ConfigChange;
import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.ConfigSource;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.pipeline.CallProcessor;
import dev.hearth.core.pipeline.HookRefusalException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a changed configuration to a container that runs: what its modules can refuse first, and then what nobody can. Thread-safe.
 */
final class Reloading {

    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
    private static final String NEXT = "for what is deployed from now on";

    private final Hosts hosts;
    private final CallProcessor processor;

    private final HearthConfig started;
    private volatile HearthConfig applied;
    private final Supplier<List<String>> unknown;
    private volatile @Nullable ConfigSource source;

    /** @param unknown says which modules are configured and not there */
    Reloading(HearthConfig started, Hosts hosts, CallProcessor processor, Supplier<List<String>> unknown) {
        this.unknown = unknown;
        this.started = started;
        this.applied = started;
        this.hosts = hosts;
        this.processor = processor;
    }

    void from(ConfigSource where) {
        source = where;
    }

    /** What holds now, in the keys that a reload applies. */
    HearthConfig applied() {
        return applied;
    }

    /**
     * Every key that differs from what holds, and now holds; and every key that can't hold before a restart and differs from
     * what the container was started with.
     */
    synchronized List<ReloadRow> reload() throws RefusedException {
        HearthConfig changed = read();
        try {
            hosts.configure(changed);
        } catch (HostingException | HookRefusalException | RuntimeException refused) {
            throw new RefusedException("nothing is changed: " + refused.getMessage());
        }
        processor.deadline(changed.calls().deadline());
        ConsoleLog.level(changed.log().level());
        List<ReloadRow> rows = rows(started, applied, changed);
        applied = changed;
        unknown.get().forEach(LOG::warn);
        return rows;
    }

    /** @param applied what was read last: of it holds what a reload applies */
    static List<ReloadRow> rows(HearthConfig started, HearthConfig applied, HearthConfig changed) {
        Stream<ReloadRow> now = ConfigChange.between(applied, changed).stream().map(Reloading::row);
        Stream<ReloadRow> later =
                ConfigChange.between(started, changed).stream().map(Reloading::row);
        return Stream.concat(now.filter(ReloadRow::applied), later.filter(row -> !row.applied()))
                .toList();
    }

    private HearthConfig read() throws RefusedException {
        ConfigSource where = source;
        if (where == null) {
            throw new RefusedException("the container was not started by a command, so there is nothing to read again");
        }
        try {
            return where.read();
        } catch (ConfigException wrong) {
            throw new RefusedException("nothing is changed:" + System.lineSeparator() + wrong.getMessage());
        }
    }

    private static ReloadRow row(ConfigChange change) {
        String key = change.key();
        boolean next = key.startsWith("deployments.");
        boolean now = (key.startsWith("modules.") && !Identity.readAtTheStart(key))
                || key.startsWith("sections")
                || key.equals("log.level")
                || key.equals("calls.deadline");
        return new ReloadRow(key, change.before(), change.after(), now || next, next ? NEXT : "");
    }
}
