package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.ObjectLife;
import dev.hearth.core.adapter.ActivationFailedException;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.LifeListener;
import dev.hearth.core.adapter.ObjectSlot;
import dev.hearth.core.call.HostedType;
import java.rmi.AccessException;
import java.rmi.ServerException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phases {@code activate} and {@code passivate}: with the hooks of the call that wants the object, and outside of calls
 * with those of now. Thread-safe.
 */
final class LifeHooks implements LifeListener {

    private static final Logger LOG = LoggerFactory.getLogger(LifeHooks.class);

    private final CallProcessor processor;

    private record Life(String object, DeployedType type, boolean isNew) implements ObjectLife {}

    LifeHooks(CallProcessor processor) {
        this.processor = processor;
    }

    @Override
    public void appears(ObjectSlot slot, HostedType type, boolean isNew) throws ActivationFailedException {
        if (CallScope.current() instanceof CallRun call) {
            activate(call.hooks(), call, slot, type, isNew);
        } else {
            HookTable table = processor.holdHooks();
            try {
                activate(table, null, slot, type, isNew);
            } finally {
                table.release();
            }
        }
    }

    /** @param call in which it happens; null outside of calls */
    private static void activate(
            HookTable table, @Nullable CallRun call, ObjectSlot slot, HostedType type, boolean isNew)
            throws ActivationFailedException {
        if (table.activate.isEmpty() || type.deployment().own()) {
            return;
        }
        Life life = new Life(slot.name(), type.described(), isNew);
        for (Registration<Hook<ObjectLife>> hook : table.activate) {
            long began = call == null ? 0 : call.stepBegins();
            Optional<String> denial;
            try {
                Answer answer = Hooked.answer(hook, life);
                denial = answer.denial();
                note(call, hook, answer.toString(), began);
            } catch (Throwable fault) {
                note(call, hook, "fault " + fault, began);
                LOG.error("{} is not activated: the hook of {} failed", slot, hook, fault);
                throw new NotAdmittedException(new ServerException("HEARTH-FAULT: " + life.object()
                        + " is not activated: the module " + hook + " failed; the server's log says why"));
            }
            if (denial.isPresent()) {
                throw new NotAdmittedException(
                        new AccessException("HEARTH-DENIED: " + hook.module() + ": " + Failures.oneLine(denial.get())));
            }
        }
    }

    private static void note(@Nullable CallRun call, Registration<?> hook, String answer, long began) {
        if (call != null) {
            call.step(hook, answer, began);
        }
    }

    @Override
    public void vanished(ObjectSlot slot, HostedType type) {
        if (CallScope.current() instanceof CallRun call) {
            passivate(call.hooks(), slot, type);
        } else {
            HookTable table = processor.holdHooks();
            try {
                passivate(table, slot, type);
            } finally {
                table.release();
            }
        }
    }

    private static void passivate(HookTable table, ObjectSlot slot, HostedType type) {
        if (!table.passivate.isEmpty() && !type.deployment().own()) {
            News.tell(table.passivate, new Life(slot.name(), type.described(), false));
        }
    }
}
