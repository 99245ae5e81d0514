package dev.hearth.core.pipeline;

import dev.hearth.api.hook.AroundHook;
import dev.hearth.api.hook.HandleHook;
import dev.hearth.api.hook.Handled;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.ReplyCall;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The phases that run on the object's thread, in its turn. */
final class InObject {

    private static final Logger LOG = LoggerFactory.getLogger(InObject.class);

    private InObject() {}

    /** Opens what encloses the method; a fault counts as if the method had thrown. */
    static void open(CallRun call) {
        for (Registration<AroundHook> hook : call.hooks().around) {
            try {
                AutoCloseable opened = hook.hook().open(call);
                if (opened != AroundHook.NOTHING) {
                    call.enclose(opened);
                }
            } catch (Throwable fault) {
                LOG.error("call {}: the hook of {} failed", call.id(), hook, fault);
                call.fail(Failures.hookFault(call.id(), hook));
                return;
            }
        }
    }

    /** Asks the hooks that may answer, and then the object. */
    static void handle(CallRun call) {
        List<Registration<HandleHook>> hooks = call.hooks().handle;
        for (int i = 0; i < hooks.size(); i++) {
            if (handled(call, hooks.get(i))) {
                return;
            }
        }
        try {
            call.decide(Outcome.result(call.slot().invoke(call.hosted(), call.rawArguments())));
        } catch (VirtualMachineError fatal) {
            LOG.error("call {}: {}.{} threw", call.id(), call.object(), call.method(), fatal);
            call.fail(Failures.thrown(fatal));
        } catch (Throwable thrown) {
            logUndeclared(call, thrown);
            call.fail(Failures.thrown(thrown));
        }
    }

    private static void logUndeclared(CallRun call, Throwable thrown) {
        boolean declared = call.hosted().exceptionTypes().stream()
                .anyMatch(type -> type.isInstance(thrown) && type != java.rmi.RemoteException.class);
        if (!declared) {
            LOG.warn("call {}: {}.{} threw", call.id(), call.object(), call.method(), thrown);
        }
    }

    private static boolean handled(CallRun call, Registration<HandleHook> hook) {
        try {
            Handled handled = hook.hook().handle(call);
            if (handled == Handled.DECLINED) {
                return false;
            }
            if (handled.denial().isPresent()) {
                call.fail(Failures.denied(hook.module(), handled.denial().get()));
            } else if (Fit.fits(call.hosted().returnType(), handled.result())) {
                call.decide(Outcome.result(handled.result()));
            } else {
                LOG.error("call {}: the hook of {} answered with a result that does not fit", call.id(), hook);
                call.fail(Failures.hookFault(call.id(), hook));
            }
        } catch (Throwable fault) {
            LOG.error("call {}: the hook of {} failed", call.id(), hook, fault);
            call.fail(Failures.hookFault(call.id(), hook));
        }
        return true;
    }

    /** Closes what was opened, in reverse. */
    static void close(CallRun call) {
        List<AutoCloseable> opened = call.enclosing();
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (Throwable fault) {
                LOG.error("call {}: what an around hook opened could not be closed", call.id(), fault);
                call.fail(Failures.containerFault(call.id()));
            }
        }
    }

    /** Asks the reply hooks, last first. */
    static void reply(CallRun call) {
        List<Registration<Hook<ReplyCall>>> hooks = call.hooks().reply;
        for (int i = hooks.size() - 1; i >= 0; i--) {
            Registration<Hook<ReplyCall>> hook = hooks.get(i);
            try {
                Optional<String> denial = hook.hook().apply(call).denial();
                if (denial.isPresent()) {
                    call.fail(Failures.denied(hook.module(), denial.get()));
                    return;
                }
            } catch (Throwable fault) {
                LOG.error("call {}: the hook of {} failed", call.id(), hook, fault);
                call.fail(Failures.hookFault(call.id(), hook));
                return;
            }
        }
    }
}
