package dev.hearth.core.modules.xray;

import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Step;
import dev.hearth.api.hook.Timing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a call that somebody looks at, when the call itself is over. Immutable.
 *
 * @param nanos from its arrival to its outcome
 * @param timing null for one that was refused before any hook was asked: nobody timed it
 */
record SeenCall(
        long id,
        String object,
        String method,
        String principal,
        String address,
        Outcome.Kind kind,
        @Nullable Throwable error,
        long nanos,
        @Nullable Timing timing,
        List<Step> steps) {

    private static final String DENIED = "denied: ";
    private static final String FAULT = "fault";
    private static final String DECLINED = "DECLINED";

    /**
     * The step that ended the call before its object did, or after it, against it.
     *
     * @param step its place among the steps
     * @param reason what the hook said, or how it failed
     */
    record Turned(int step, String phase, String module, String reason) {}

    /** A call that is explained, and so has steps and times. */
    static SeenCall explained(LoggedCall call) {
        return of(call, call.timing());
    }

    /** One that was refused before any hook was asked. */
    static SeenCall refusedAtOnce(LoggedCall call) {
        return of(call, null);
    }

    private static SeenCall of(LoggedCall call, @Nullable Timing timing) {
        Outcome outcome = call.outcome();
        return new SeenCall(
                call.id(),
                call.object(),
                call.method(),
                call.principal(),
                call.peer().host(),
                outcome.kind(),
                outcome.error(),
                call.elapsed().toNanos(),
                timing,
                call.steps());
    }

    /** Which hook refused it or failed; empty where none did: it went well, its object threw, the container refused it. */
    Optional<Turned> turned() {
        if (kind != Outcome.Kind.REFUSED && kind != Outcome.Kind.FAULT) {
            return Optional.empty();
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            String answer = step.answer();
            if (isLog(step) || !(answer.startsWith(DENIED) || answer.startsWith(FAULT))) {
                continue;
            }
            String reason = answer.startsWith(DENIED) ? answer.substring(DENIED.length()) : answer;
            return Optional.of(new Turned(i, step.phase(), step.module(), reason));
        }
        return Optional.empty();
    }

    /** The phase in which every hook declined, and the call was refused for that; empty if it was not so. */
    Optional<String> declinedIn() {
        return kind == Outcome.Kind.REFUSED
                ? steps.stream()
                        .filter(step -> !isLog(step))
                        .reduce((before, after) -> after)
                        .filter(last -> last.answer().equals(DECLINED))
                        .map(Step::phase)
                        .filter(phase -> phase.equals("authenticate") || phase.equals("authorize"))
                : Optional.empty();
    }

    /** The {@code handle} hook that answered in the object's place, or forwarded the call. */
    Optional<String> answeredBy() {
        return steps.stream()
                .filter(step -> step.phase().equals("handle"))
                .filter(step -> step.answer().equals("result") || step.answer().startsWith("forwarded"))
                .map(Step::module)
                .findFirst();
    }

    /** Whether a hook kept it from its object. */
    boolean keptOut() {
        return ran().isEmpty() && (turned().isPresent() || declinedIn().isPresent());
    }

    boolean objectThrew() {
        return ran().filter(step -> step.answer().startsWith("exception")).isPresent();
    }

    /** The object's own method. */
    private Optional<Step> ran() {
        return steps.stream().filter(step -> step.phase().equals(Step.OBJECT)).findFirst();
    }

    /** The place of the step that took more than half of the call's time; -1 if none did. */
    int slowest() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).nanos() > nanos / 2) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLog(Step step) {
        return step.phase().equals("log");
    }
}
