package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.AroundHook;
import dev.hearth.api.hook.HandleHook;
import dev.hearth.api.hook.Handled;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.ReplyCall;
import dev.hearth.core.call.Thrown;
import dev.hearth.core.pipeline.CallRun.Opened;
import java.rmi.AccessException;
import java.util.List;
import java.util.Objects;
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
            long began = call.stepBegins();
            try {
                AutoCloseable opened = hook.hook().open(call);
                if (opened != AroundHook.NOTHING) {
                    call.enclose(new Opened(hook, Objects.requireNonNull(opened, "it opened null")));
                }
                call.step(hook, "opened", began);
            } catch (Throwable fault) {
                fault(call, hook, fault, began);
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
        long began = call.stepBegins();
        call.reached();
        try {
            call.decide(Outcome.result(call.slot().invoke(call.hosted(), call.rawArguments())));
        } catch (VirtualMachineError fatal) {
            LOG.error("call {}: {}.{} threw", call.id(), call.object(), call.method(), fatal);
            call.fail(Failures.thrown(fatal));
        } catch (Throwable thrown) {
            logUndeclared(call, thrown);
            call.fail(Failures.thrown(thrown));
        }
        if (began != 0) {
            call.objectStep(told(call.outcome()), began);
        }
    }

    private static String told(Outcome outcome) {
        return outcome.error() == null ? "result" : outcome.toString();
    }

    private static void logUndeclared(CallRun call, Throwable thrown) {
        if (thrown instanceof AccessException && call.slot().type().deployment().own()) {
            LOG.debug("call {}: {}.{} refused: {}", call.id(), call.object(), call.method(), thrown.getMessage());
            return; // the peer's fault, who must not be able to fill the log
        }
        boolean declared = call.hosted().exceptionTypes().stream()
                .anyMatch(type -> type.isInstance(thrown) && type != java.rmi.RemoteException.class);
        if (!declared) {
            String advice = Thrown.missingClass(
                            thrown, call.slot().type().deployment().loader())
                    .map(told -> ": " + told)
                    .orElse("");
            LOG.warn("call {}: {}.{} threw{}", call.id(), call.object(), call.method(), advice, thrown);
        }
    }

    private static boolean handled(CallRun call, Registration<HandleHook> hook) {
        long began = call.stepBegins();
        try {
            Handled handled = Objects.requireNonNull(hook.hook().handle(call), "it answered null");
            if (handled == Handled.DECLINED) {
                call.step(hook, "DECLINED", began);
                return false;
            }
            call.step(hook, told(handled), began);
            if (handled.denial().isPresent()) {
                call.fail(Failures.denied(hook.module(), handled.denial().get()));
            } else if (handled.forward().isPresent()) {
                forwarded(call, hook, call.inTurn().forward(handled.forward().get()));
            } else {
                answer(call, hook, Outcome.result(handled.result()));
            }
        } catch (Throwable fault) {
            fault(call, hook, fault, began);
        }
        return true;
    }

    private static String told(Handled handled) {
        return handled.denial()
                .map(reason -> "denied: " + reason)
                .or(() -> handled.forward().map(name -> "forwarded to " + name))
                .orElse("result");
    }

    private static void forwarded(CallRun call, Registration<HandleHook> hook, Outcome outcome) {
        if (outcome.kind() == Outcome.Kind.RESULT || outcome.kind() == Outcome.Kind.EXCEPTION) {
            call.reached();
        }
        answer(call, hook, outcome);
    }

    private static void answer(CallRun call, Registration<HandleHook> hook, Outcome outcome) {
        if (!outcome.succeeded()) {
            call.fail(outcome);
        } else if (Fit.fits(call.hosted().returnType(), outcome.result())) {
            call.decide(outcome);
        } else {
            LOG.error("call {}: the hook of {} answered with a result that does not fit", call.id(), hook);
            call.fail(Failures.hookFault(call.id(), hook));
        }
    }

    /** Closes what was opened, in reverse. */
    static void close(CallRun call) {
        List<Opened> opened = call.enclosing();
        for (int i = opened.size() - 1; i >= 0; i--) {
            Registration<?> hook = opened.get(i).hook();
            long began = call.stepBegins();
            try {
                opened.get(i).what().close();
                call.step(hook, "closed", began);
            } catch (Throwable fault) {
                fault(call, hook, fault, began);
            }
        }
    }

    /** Asks the reply hooks, last first. */
    static void reply(CallRun call) {
        List<Registration<Hook<ReplyCall>>> hooks = call.hooks().reply;
        for (int i = hooks.size() - 1; i >= 0; i--) {
            Registration<Hook<ReplyCall>> hook = hooks.get(i);
            long began = call.stepBegins();
            try {
                Answer answer = Hooked.answer(hook, call);
                call.step(hook, answer.toString(), began);
                Optional<String> denial = answer.denial();
                if (denial.isPresent()) {
                    if (call.hasReached()) {
                        call.incoming().hasRun();
                    }
                    call.fail(Failures.denied(hook.module(), denial.get()));
                    return;
                }
            } catch (Throwable fault) {
                fault(call, hook, fault, began);
                return;
            }
        }
    }

    private static void fault(CallRun call, Registration<?> hook, Throwable fault, long began) {
        LOG.error("call {}: the hook of {} failed", call.id(), hook, fault);
        call.step(hook, "fault " + fault, began);
        call.fail(Failures.hookFault(call.id(), hook));
    }
}
