package dev.hearth.core.pipeline;

import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.Server;
import dev.hearth.api.hook.ServerHook;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
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
    private final Duration longest;

    /**
     * @param asked whose hooks are run, in the table's order
     * @param longest how long each {@code configure}, {@code start} and {@code stop} hook may take
     */
    public ContainerHooks(HookTable table, Collection<ModuleHooks> asked, Duration longest) {
        this.table = table;
        this.asked = asked;
        this.longest = longest;
    }

    /** The hooks of all modules of a table. */
    public static ContainerHooks ofAll(HookTable table, Duration longest) {
        return new ContainerHooks(table, table.parts(), longest);
    }

    private <H> List<Registration<H>> of(List<Registration<H>> hooks) {
        return hooks.stream().filter(hook -> asked.contains(hook.owner())).toList();
    }

    /**
     * Runs those of {@code configure}.
     *
     * @throws HookRefusalException if one throws or takes too long; those after it are not run
     */
    public void configure(Server server) throws HookRefusalException {
        run(of(table.configure), server);
    }

    /**
     * Runs those of {@code start}.
     *
     * @throws HookRefusalException if one throws or takes too long; those after it are not run
     */
    public void start(Server server) throws HookRefusalException {
        run(of(table.start), server);
    }

    private void run(List<Registration<ServerHook>> hooks, Server server) throws HookRefusalException {
        for (Registration<ServerHook> hook : hooks) {
            try {
                run(hook, server);
            } catch (ExecutionException thrown) {
                Throwable failed = thrown.getCause() == null ? thrown : thrown.getCause();
                LOG.warn("the hook of {} failed", hook, failed);
                throw new HookRefusalException(
                        hook.module(),
                        "the module " + hook + ": " + hook.owner().told(failed),
                        failed);
            } catch (TimeoutException late) {
                throw new HookRefusalException(
                        hook.module(), "the module " + hook.module() + " " + late.getMessage(), late);
            }
        }
    }

    private void run(Registration<ServerHook> hook, Server server) throws ExecutionException, TimeoutException {
        boolean unused = ModuleCode.run(hook.module(), hook.phase().lowerCase() + " hook", longest, () -> {
            hook.hook().run(server);
            return true;
        });
    }

    /** Runs those of {@code stop}, the last first; each by itself. */
    public void stop(Server server) {
        List<Registration<ServerHook>> hooks = of(table.stop);
        for (int i = hooks.size() - 1; i >= 0; i--) {
            try {
                run(hooks.get(i), server);
            } catch (ExecutionException failed) {
                LOG.error("the hook of {} failed", hooks.get(i), failed.getCause());
            } catch (TimeoutException late) {
                LOG.error(
                        "the module {} goes without its end: it {}",
                        hooks.get(i).module(),
                        late.getMessage());
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
                denial = Hooked.answer(hook, type).denial();
            } catch (Throwable failed) {
                LOG.warn("the hook of {} failed", hook, failed);
                throw new HookRefusalException(
                        hook.module(),
                        "the module " + hook + " failed when it was asked about " + type.name() + ": "
                                + (failed instanceof NoAnswerException ? failed.getMessage() : failed.toString()),
                        failed);
            }
            if (denial.isPresent()) {
                throw new HookRefusalException(
                        hook.module(),
                        type.name(),
                        "the module " + hook.module() + " refuses " + type.name() + ": "
                                + Failures.oneLine(denial.get()));
            }
        }
    }

    /** Tells that types are there no more. */
    public void undeploy(List<DeployedType> types) {
        types.forEach(type -> News.tell(of(table.undeploy), type));
    }
}
