package dev.hearth.core.pipeline;

import dev.hearth.core.dispatch.Chain;
import dev.hearth.core.pipeline.Progress.State;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A look at all calls in progress: what each waits for and for whom, which is below which, where its thread is.
 *
 * <p>The calls go on meanwhile, so what is seen of one may be a moment older than what is seen of another. Waits for none.
 */
final class Survey {

    private static final int MOST_HOLDERS = 3;
    private static final int MOST_STACKS = 200;

    private final List<CallRun> calls;
    private final Map<Long, CallRun> byId = new HashMap<>();
    private final Map<CallRun, CallRun> nested = new HashMap<>();
    private final boolean stacks;
    private int stacksLeft = MOST_STACKS;

    /** @param stacks whether the stack of each running call is wanted; those of overtaken ones are shown anyway */
    Survey(List<CallRun> calls, boolean stacks) {
        this.calls = calls;
        this.stacks = stacks;
        for (CallRun call : calls) {
            byId.put(call.id(), call);
            CallRun parent = call.parent();
            if (parent != null) {
                nested.merge(parent, call, (one, other) -> one.id() > other.id() ? one : other);
            }
        }
    }

    /** Chain by chain, the oldest first, and in a chain the outer before the inner. */
    List<CallView> views() {
        return calls.stream()
                .sorted(Comparator.comparingLong((CallRun call) -> call.root().id())
                        .thenComparingLong(CallRun::id))
                .map(this::view)
                .toList();
    }

    private CallView view(CallRun call) {
        CallRun root = call.root();
        CallRun parent = call.parent();
        String waitsFor = waitsFor(call);
        Thread thread = !waitsFor.isEmpty() && parent == null && !nested.containsKey(call) ? null : call.thread();
        long overtaken = root.overtakenForNanos();
        return new CallView(
                call.id(),
                call.object(),
                call.method(),
                call.principal() + "@" + call.peer().host(),
                call.phase().lowerCase(),
                thread == null ? "" : thread.getName(),
                micros(System.nanoTime() - call.startNanos()),
                waitsFor,
                root.id(),
                parent == null ? 0 : parent.id(),
                overtaken < 0 ? -1 : micros(overtaken),
                waitsFor.isEmpty() && (stacks || overtaken >= 0) ? stack(call, thread) : List.of());
    }

    private static long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    /** What the call waits for, with who has it; empty if it waits for nothing. */
    String waitsFor(CallRun call) {
        String what = call.waitsFor();
        if (!what.isEmpty()) {
            return what + heldBy(call);
        }
        CallRun below = nested.get(call);
        if (below != null) {
            return "call " + below.id() + " (" + title(below) + ")";
        }
        return call.state() == State.WAITING && call.turn() != null ? "a thread" : "";
    }

    private String heldBy(CallRun call) {
        if (!call.hasChain()) {
            return "";
        }
        List<Chain> holders = call.chain().heldUpBy();
        if (holders.isEmpty()) {
            return "";
        }
        String named = holders.stream().limit(MOST_HOLDERS).map(this::holder).collect(Collectors.joining(" and "));
        int more = holders.size() - MOST_HOLDERS;
        return ", held by " + named + (more > 0 ? " and " + more + " more" : "");
    }

    private String holder(Chain chain) {
        if (chain.id() == 0) {
            return chain.toString();
        }
        CallRun root = byId.get(chain.id());
        return "call " + chain.id() + (root == null ? "" : " (" + title(root) + ")" + overtaken(root));
    }

    private static String title(CallRun call) {
        return call.object() + "." + call.method();
    }

    /** The same about whoever holds what the call waits for, for its caller, who need not know their names. */
    static String anonymously(CallRun call, @Nullable CallRun holder) {
        String what = call.waitsFor();
        if (what.isEmpty()) {
            return "";
        }
        return "; it waited for " + what + (holder == null ? "" : ", held by call " + holder.id() + overtaken(holder));
    }

    private static String overtaken(CallRun root) {
        long nanos = root.overtakenForNanos();
        return nanos < 0 ? "" : ", overtaken " + ago(nanos) + " ago";
    }

    private static String ago(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        if (millis < 1_000) {
            return millis + " ms";
        }
        long seconds = millis / 1_000;
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }

    private List<String> stack(CallRun call, @Nullable Thread thread) {
        if (thread == null || stacksLeft == 0) {
            return List.of();
        }
        stacksLeft--;
        List<String> lines = Stack.of(thread);
        return call.thread() == thread ? lines : List.of(); // else it may be what the thread does for another call
    }
}
