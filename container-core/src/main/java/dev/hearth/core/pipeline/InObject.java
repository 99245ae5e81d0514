package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Answer;
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
        Steps steps = call.explained();
        for (Registration<AroundHook> hook : call.hooks().around) {
            long since = steps == null ? 0 : System.nanoTime();
            try {
                AutoCloseable opened = hook.hook().open(call);
                if (steps != null) {
                    steps.add(hook.phase(), hook.module(), opened == AroundHook.NOTHING ? "OK" : "opened", since);
                }
                if (opened != AroundHook.NOTHING) {
                    call.enclose(opened);
                }
            } catch (Throwable fault) {
                LOG.error("call {}: the hook of {} failed", call.id(), hook, fault);
                if (steps != null) {
                    steps.failed(hook.phase(), hook.module(), fault, since);
                }
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
        Steps steps = call.explained();
        if (steps == null) {
            invoke(call);
            return;
        }
        long since = System.nanoTime();
        invoke(call);
        steps.addObject(call.outcome(), since);
    }

    private static void invoke(CallRun call) {
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
        Steps steps = call.explained();
        long since = steps == null ? 0 : System.nanoTime();
        try {
            Handled handled = hook.hook().handle(call);
            if (steps != null) {
                steps.add(hook.phase(), hook.module(), shown(handled), since);
            }
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

    private static String shown(Handled handled) {
        return handled == Handled.DECLINED
                ? "DECLINED"
                : handled.denial().map(reason -> "denied: " + reason).orElse("result");
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
            Steps steps = call.explained();
            long since = steps == null ? 0 : System.nanoTime();
            try {
                Answer answer = hook.hook().apply(call);
                if (steps != null) {
                    steps.add(hook.phase(), hook.module(), answer, since);
                }
                Optional<String> denial = answer.denial();
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
