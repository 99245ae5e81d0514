package dev.hearth.core.modules.trace;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.AroundHook;
import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.InvocationCall;
import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.Note;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Timing;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Begins a call's span when it is received, makes it current around the object, and ends it when the outcome is final.
 *
 * <p>A call from outside begins a trace, for JRMP carries no context; a call between hosted objects is a child of what is
 * current where it is made: the caller's span, or one that hosted code has begun in it. Thread-safe.
 */
final class CallSpans {

    private static final Note<Begun> BEGUN = Note.of("trace.span", Begun.class);

    /** A span and its beginning: a nested call's log hooks come when its chain ends, which is later than its own end. */
    private record Begun(Span span, long epochNanos) {}

    private final Tracer tracer;
    private final boolean principal;

    private CallSpans(Tracer tracer, boolean principal) {
        this.tracer = tracer;
        this.principal = principal;
    }

    /** Spans of the process's own OpenTelemetry, as its agent or SDK has set it up. */
    static CallSpans ofGlobal(boolean principal) {
        return new CallSpans(GlobalOpenTelemetry.getTracer("dev.hearth"), principal);
    }

    /** In {@code receive}, on the thread on which the call is made, if hosted code makes it. */
    Answer begin(Call call) {
        Instant instant = Instant.now();
        long now = TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
        Span span = tracer.spanBuilder(call.object() + "." + call.method())
                .setParent(call.local() ? Context.current() : Context.root())
                .setSpanKind(call.local() ? SpanKind.INTERNAL : SpanKind.SERVER)
                .setAttribute("rpc.system", "java_rmi")
                .setAttribute("hearth.call", call.id())
                .setStartTimestamp(now, TimeUnit.NANOSECONDS)
                .startSpan();
        if (!call.local()) {
            span.setAttribute("network.peer.address", call.peer().host());
        }
        call.note(BEGUN, new Begun(span, now));
        return Answer.OK;
    }

    /** In {@code around}: what hosted code begins is a child of the call's span. */
    @SuppressWarnings("MustBeClosedChecker") // the container closes what an around hook opens
    AutoCloseable enter(InvocationCall call) {
        Begun begun = call.note(BEGUN).orElse(null);
        return begun == null
                ? AroundHook.NOTHING
                : Context.current().with(begun.span()).makeCurrent();
    }

    /** In {@code log}. */
    void end(LoggedCall call) {
        call.note(BEGUN).ifPresent(begun -> end(begun, call));
    }

    private void end(Begun begun, LoggedCall call) {
        Span span = begun.span();
        Outcome outcome = call.outcome();
        span.updateName(call.object() + "." + call.method()); // it may have been led to another object
        span.setAttribute("hearth.object", call.object());
        span.setAttribute("rpc.method", call.method());
        span.setAttribute("hearth.outcome", word(outcome.kind()));
        if (principal) {
            span.setAttribute("enduser.id", call.principal());
        }
        Throwable error = outcome.error();
        if (error != null) {
            span.setAttribute("error.type", error.getClass().getName());
            span.setStatus(StatusCode.ERROR);
        }
        Timing timing = call.timing();
        long replied = call.local() ? 0 : timing.replying(); // of a nested call: until its chain is over
        long took = timing.admission() + timing.waiting() + timing.object() + replied;
        span.end(begun.epochNanos() + took, TimeUnit.NANOSECONDS);
    }

    private static String word(Outcome.Kind kind) {
        return kind == Outcome.Kind.RESULT ? "ok" : kind.name().toLowerCase(Locale.ROOT);
    }
}
