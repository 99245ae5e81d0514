package dev.hearth.core.server;

import dev.hearth.api.hook.HookModule;
import dev.hearth.core.call.Thrown;
import dev.hearth.core.pipeline.ModuleCode;
import dev.hearth.core.pipeline.ModuleHooks;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A module that has registered: from then on it lives until it is closed. Used by one thread at a time. */
final class LoadedModule {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedModule.class);

    private final String deployment;
    private final HookModule module;
    private final ModuleSettings settings;
    private final ModuleHooks hooks;
    private final Duration longest;
    private boolean started;
    private boolean closed;

    private LoadedModule(
            String deployment, HookModule module, ModuleSettings settings, ModuleHooks hooks, Duration longest) {
        this.deployment = deployment;
        this.module = module;
        this.settings = settings;
        this.hooks = hooks;
        this.longest = longest;
    }

    /**
     * Lets a module register; closes it if it can't, but for one that does not return.
     *
     * @param longest how long it may take to register, and later to be closed
     * @throws IllegalArgumentException if its settings make no sense, or it fails; the message says what is wrong
     */
    static LoadedModule register(String deployment, HookModule module, ModuleSettings settings, Duration longest) {
        try {
            return ModuleCode.run(module.name(), "register method", longest, () -> {
                settings.check(DeclaredSettings.of(module));
                return new LoadedModule(deployment, module, settings, ModuleHooks.of(module, settings), longest);
            });
        } catch (TimeoutException late) {
            throw new IllegalArgumentException("the module " + module.name() + " " + late.getMessage(), late);
        } catch (ExecutionException failed) { // other compilers than Java's let it throw what it does not declare
            Throwable unfit = failed.getCause() == null ? failed : failed.getCause();
            close(module, longest);
            if (unfit instanceof IllegalArgumentException told && told.getMessage() != null) {
                throw told;
            }
            Class<?> code = module.getClass();
            String reason = Thrown.missingClass(unfit, code.getClassLoader(), code.getName())
                    .orElse(unfit.toString());
            throw new IllegalArgumentException(
                    "the module " + module.name() + " can't register its hooks: " + reason, unfit);
        }
    }

    /**
     * Another instance of it, with other settings.
     *
     * @throws IllegalArgumentException if they make no sense
     */
    LoadedModule again(ModuleSettings changed) {
        try {
            HookModule another = module.getClass().getConstructor().newInstance();
            return register(deployment, another, changed, longest);
        } catch (ReflectiveOperationException failed) {
            Throwable reason = failed.getCause() == null ? failed : failed.getCause();
            throw new IllegalStateException("the module " + name() + " can't be made again: " + reason, failed);
        }
    }

    String deployment() {
        return deployment;
    }

    HookModule module() {
        return module;
    }

    String name() {
        return hooks.name();
    }

    ModuleSettings settings() {
        return settings;
    }

    ModuleHooks hooks() {
        return hooks;
    }

    /** Its {@code start} hooks are run from now on, so its {@code stop} hooks are too. */
    void started() {
        started = true;
    }

    /** Whether its {@code stop} hooks are to be run; they are from now on. */
    boolean stops() {
        boolean stops = started;
        started = false;
        return stops;
    }

    /** Lets it go; does nothing the second time. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        close(module, longest);
    }

    private static void close(HookModule module, Duration longest) {
        if (module instanceof AutoCloseable closeable) {
            try {
                boolean unused = ModuleCode.run(module.name(), "close method", longest, () -> {
                    closeable.close();
                    return true;
                });
            } catch (ExecutionException failed) {
                LOG.warn("the module {} could not be closed", module.name(), failed.getCause());
            } catch (TimeoutException late) {
                LOG.error("the module {} goes unclosed: it {}", module.name(), late.getMessage());
            }
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
