package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Connection;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.Outcome;
import dev.hearth.core.call.IncomingConnection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phases {@code connect} and {@code disconnect}.
 *
 * <p>Modules are numbered as they come, and a connection keeps the highest number of those that have let it in: a module with a
 * higher one has not seen it yet. Thread-safe.
 */
final class ConnectionHooks {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHooks.class);

    /** Below every module's number. */
    private static final long LET_IN = 1;

    private final CallProcessor processor;

    /** @param outcome what a call gets */
    private record Refusal(String reason, Outcome outcome) {}

    ConnectionHooks(CallProcessor processor) {
        this.processor = processor;
    }

    Optional<String> connect(IncomingConnection connection) {
        HookTable table = processor.holdHooks();
        try {
            return Optional.ofNullable(ask(table, connection, 0, 0)).map(Refusal::reason);
        } finally {
            table.release();
        }
    }

    /** Asks those who have come since the connection was let in; decides the call if they refuse. */
    void again(CallRun call, IncomingConnection connection) {
        long welcomed = connection.welcomed();
        if (welcomed == IncomingConnection.GONE) {
            return; // nobody will read what the call returns, but it may happen
        }
        Refusal refusal = ask(call.hooks(), connection, welcomed, call.id());
        if (refusal != null) {
            call.decide(refusal.outcome());
        }
    }

    private @Nullable Refusal ask(HookTable table, IncomingConnection connection, long welcomed, long call) {
        Set<ModuleHooks> agreed = new HashSet<>();
        for (Registration<Hook<Connection>> hook : table.connect) {
            if (hook.owner().number() > welcomed) {
                Refusal refusal = refusal(hook, connection, call);
                if (refusal != null) {
                    agreed.remove(hook.owner());
                    tell(table, connection, agreed);
                    return refusal;
                }
                agreed.add(hook.owner());
            }
        }
        boolean noted = connection.welcome(welcomed, Math.max(LET_IN, table.newest()));
        if (!noted && connection.welcomed() == IncomingConnection.GONE) {
            tell(table, connection, agreed); // it was closed meanwhile, and who closed it knew nothing of these
        }
        return null;
    }

    private static @Nullable Refusal refusal(
            Registration<Hook<Connection>> hook, IncomingConnection connection, long call) {
        try {
            return Hooked.answer(hook, connection)
                    .denial()
                    .map(Failures::oneLine)
                    .map(reason -> new Refusal(hook.module() + ": " + reason, Failures.denied(hook.module(), reason)))
                    .orElse(null);
        } catch (NoAnswerException none) {
            LOG.error("the hook of {} answered null", hook);
            return new Refusal("the module " + hook + " answered null", Failures.hookFault(call, hook));
        } catch (Throwable fault) {
            LOG.error("the hook of {} failed", hook, fault);
            return new Refusal("the module " + hook + " failed", Failures.hookFault(call, hook));
        }
    }

    /** Those that had let it in learn that it is not there after all. */
    private static void tell(HookTable table, IncomingConnection connection, Set<ModuleHooks> modules) {
        for (Registration<Hook<Connection>> hook : table.disconnect) {
            if (modules.contains(hook.owner())) {
                News.tell(hook, connection);
            }
        }
    }

    void disconnect(IncomingConnection connection) {
        long welcomed = connection.welcomed();
        while (!connection.welcome(welcomed, IncomingConnection.GONE)) {
            welcomed = connection.welcomed();
        }
        HookTable table = processor.holdHooks();
        try {
            for (Registration<Hook<Connection>> hook : table.disconnect) {
                if (hook.owner().number() <= welcomed) {
                    News.tell(hook, connection);
                }
            }
        } finally {
            table.release();
        }
    }
}
