package dev.hearth.core.pipeline;

import dev.hearth.core.call.HostedMethod;
import java.util.ArrayList;
import java.util.List;

/** What a thread is at, as far as it is hosted code's: the container's part below that is the same for all. */
final class Stack {

    private static final int MOST_LINES = 40;
    private static final String INVOKER = HostedMethod.class.getName();

    private Stack() {}

    /** Innermost first. */
    static List<String> of(Thread thread) {
        return lines(thread.getStackTrace());
    }

    static List<String> lines(StackTraceElement[] trace) {
        int end = hosted(trace);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.min(end, MOST_LINES); i++) {
            lines.add(trace[i].toString());
        }
        if (end > MOST_LINES) {
            lines.add("... " + (end - MOST_LINES) + " more");
        }
        return List.copyOf(lines);
    }

    /** How many frames are above the innermost call of a hosted method; all where there is none. */
    private static int hosted(StackTraceElement[] trace) {
        for (int i = 0; i < trace.length; i++) {
            if (trace[i].getClassName().equals(INVOKER)) {
                return withoutReflection(trace, i);
            }
        }
        return trace.length;
    }

    private static int withoutReflection(StackTraceElement[] trace, int from) {
        int end = from;
        while (end > 0 && reflects(trace[end - 1].getClassName())) {
            end--;
        }
        return end;
    }

    private static boolean reflects(String name) {
        return name.startsWith("java.lang.reflect.")
                || name.startsWith("jdk.internal.reflect.")
                || name.startsWith("java.lang.invoke.");
    }
}
