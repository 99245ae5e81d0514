package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.Hook;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the hooks of a phase are asked. Most phases of most calls have none, and make no iterator for it. */
final class Hooked {

    private static final Logger LOG = LoggerFactory.getLogger(Hooked.class);

    private Hooked() {}

    /** Asks all hooks; the first denial or fault decides the call. */
    static <C> void all(CallRun call, C seen, List<Registration<Hook<C>>> hooks) {
        for (int i = 0; i < hooks.size(); i++) {
            Registration<Hook<C>> hook = hooks.get(i);
            Answer answer = ask(call, seen, hook);
            if (answer == null || deniedBy(call, hook, answer)) {
                return;
            }
        }
    }

    /** Asks hooks until one answers; true if one did, or the call is decided. */
    static <C> boolean first(CallRun call, C seen, List<Registration<Hook<C>>> hooks) {
        for (int i = 0; i < hooks.size(); i++) {
            Registration<Hook<C>> hook = hooks.get(i);
            Answer answer = ask(call, seen, hook);
            if (answer == null || deniedBy(call, hook, answer) || answer == Answer.OK) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a hook answers, where there is no call that could fail.
     *
     * @throws NoAnswerException if it answers null: modules are compiled without a look at what may be null
     */
    static <C> Answer answer(Registration<Hook<C>> hook, C seen) throws Exception {
        Answer answer = hook.hook().apply(seen);
        if (answer == null) {
            throw new NoAnswerException();
        }
        return answer;
    }

    private static <C> @Nullable Answer ask(CallRun call, C seen, Registration<Hook<C>> hook) {
        long began = call.stepBegins();
        try {
            Answer answer = hook.hook().apply(seen);
            if (answer != null) {
                call.step(hook, answer.toString(), began);
                return answer;
            }
            LOG.error("call {}: the hook of {} answered null", call.id(), hook);
            call.step(hook, "fault: it answered null", began);
        } catch (Throwable fault) {
            LOG.error("call {}: the hook of {} failed", call.id(), hook, fault);
            call.step(hook, "fault " + fault, began);
        }
        call.decide(Failures.hookFault(call.id(), hook));
        return null;
    }

    private static boolean deniedBy(CallRun call, Registration<?> hook, Answer answer) {
        if (answer == Answer.DECLINED || answer == Answer.OK) {
            return false;
        }
        answer.denial().ifPresent(reason -> call.decide(Failures.denied(hook.module(), reason)));
        return call.decided();
    }
}
