package dev.hearth.core.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.api.hook.Server;
import dev.hearth.core.pipeline.ContainerHooks;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.pipeline.ModuleHooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Modules that are in no table of hooks any more that a new call meets. They are stopped and closed when the last call has ended
 * whose table has them. Thread-safe.
 */
final class RetiredModules {

    private final Predicate<HookTable> inUse;
    private final Supplier<Server> server;
    private final Duration longest;

    /** The tables of which a call may still be there. */
    @GuardedBy("this")
    private final List<HookTable> former = new ArrayList<>();

    @GuardedBy("this")
    private final List<Retired> waiting = new ArrayList<>();

    /** Modules that went together, and the last table that they were in. */
    private record Retired(HookTable last, List<LoadedModule> modules) {}

    /**
     * @param inUse whether a call has this table, which is not that of now any more
     * @param longest how long a {@code stop} hook may take
     */
    RetiredModules(Predicate<HookTable> inUse, Supplier<Server> server, Duration longest) {
        this.longest = longest;
        this.inUse = inUse;
        this.server = server;
    }

    /** These modules go; the table that they were in last has been exchanged. */
    synchronized void add(HookTable exchanged, List<LoadedModule> modules) {
        former.add(exchanged);
        if (!modules.isEmpty()) {
            waiting.add(new Retired(exchanged, List.copyOf(modules)));
        }
        look();
    }

    /** Stops and closes those that nobody is with any more. */
    synchronized void look() {
        if (former.isEmpty() && waiting.isEmpty()) {
            return;
        }
        former.removeIf(table -> !inUse.test(table));
        for (Retired retired : List.copyOf(waiting)) {
            List<HookTable> open = List.copyOf(former);
            if (retired.modules().stream().noneMatch(module -> in(open, module))) {
                waiting.remove(retired);
                end(retired.last(), retired.modules(), server.get(), longest);
            }
        }
    }

    private static boolean in(List<HookTable> open, LoadedModule module) {
        return open.stream().anyMatch(table -> table.parts().contains(module.hooks()));
    }

    /** Stops and closes modules, in the reverse order of this table. */
    static void end(HookTable table, List<LoadedModule> modules, Server server, Duration longest) {
        List<ModuleHooks> stopping = modules.stream()
                .filter(LoadedModule::stops)
                .map(LoadedModule::hooks)
                .toList();
        new ContainerHooks(table, stopping, longest).stop(server);
        modules.forEach(LoadedModule::close);
    }

    /** Whether a module of this deployment is not closed yet. */
    synchronized boolean anyOf(String deployment) {
        return waiting.stream()
                .flatMap(retired -> retired.modules().stream())
                .anyMatch(module -> module.deployment().equals(deployment));
    }

    /** Stops and closes all, whoever is with them. */
    synchronized void closeAll() {
        waiting.forEach(retired -> end(retired.last(), retired.modules(), server.get(), longest));
        waiting.clear();
        former.clear();
    }
}
