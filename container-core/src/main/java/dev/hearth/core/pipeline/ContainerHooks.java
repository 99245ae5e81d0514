package dev.hearth.core.pipeline;

import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.Server;
import dev.hearth.api.hook.ServerHook;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phases that follow the container and its types, each for some of the modules of a table. Thread-safe, but whoever asks
 * sees to it that no two of these run at the same time.
 */
public final class ContainerHooks {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerHooks.class);

    private final HookTable table;
    private final Collection<ModuleHooks> asked;

    /** @param asked whose hooks are run, in the table's order */
    public ContainerHooks(HookTable table, Collection<ModuleHooks> asked) {
        this.table = table;
        this.asked = asked;
    }

    /** The hooks of all modules of a table. */
    public static ContainerHooks ofAll(HookTable table) {
        return new ContainerHooks(table, table.parts());
    }

    private <H> List<Registration<H>> of(List<Registration<H>> hooks) {
        return hooks.stream().filter(hook -> asked.contains(hook.owner())).toList();
    }

    /**
     * Runs those of {@code configure}.
     *
     * @throws HookRefusalException if one throws; those after it are not run
     */
    public void configure(Server server) throws HookRefusalException {
        run(of(table.configure), server);
    }

    /**
     * Runs those of {@code start}.
     *
     * @throws HookRefusalException if one throws; those after it are not run
     */
    public void start(Server server) throws HookRefusalException {
        run(of(table.start), server);
    }

    private static void run(List<Registration<ServerHook>> hooks, Server server) throws HookRefusalException {
        for (Registration<ServerHook> hook : hooks) {
            try {
                hook.hook().run(server);
            } catch (Exception | LinkageError failed) {
                LOG.warn("the hook of {} failed", hook, failed);
                throw new HookRefusalException(
                        "the module " + hook + ": " + (failed.getMessage() == null ? failed : failed.getMessage()),
                        failed);
            }
        }
    }

    /** Runs those of {@code stop}, the last first; each by itself. */
    public void stop(Server server) {
        List<Registration<ServerHook>> hooks = of(table.stop);
        for (int i = hooks.size() - 1; i >= 0; i--) {
            try {
                hooks.get(i).hook().run(server);
            } catch (Exception | LinkageError failed) {
                LOG.error("the hook of {} failed", hooks.get(i), failed);
            }
        }
    }

    /**
     * Asks about types before they are hosted.
     *
     * @throws HookRefusalException if one denies; those that were asked before are told that the types are gone
     */
    public void deploy(List<DeployedType> types) throws HookRefusalException {
        for (int i = 0; i < types.size(); i++) {
            try {
                deploy(types.get(i));
            } catch (HookRefusalException refused) {
                undeploy(types.subList(0, i + 1));
                throw refused;
            }
        }
    }

    private void deploy(DeployedType type) throws HookRefusalException {
        for (Registration<Hook<DeployedType>> hook : of(table.deploy)) {
            Optional<String> denial;
            try {
                denial = hook.hook().apply(type).denial();
            } catch (Exception | LinkageError failed) {
                LOG.warn("the hook of {} failed", hook, failed);
                throw new HookRefusalException(
                        "the module " + hook + " failed when it was asked about " + type.name() + ": " + failed,
                        failed);
            }
            if (denial.isPresent()) {
                throw new HookRefusalException(
                        "the module " + hook.module() + " refuses " + type.name() + ": " + denial.get());
            }
        }
    }

    /** Tells that types are there no more. */
    public void undeploy(List<DeployedType> types) {
        types.forEach(type -> News.tell(of(table.undeploy), type));
    }
}
