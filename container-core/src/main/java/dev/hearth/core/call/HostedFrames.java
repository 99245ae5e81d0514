package dev.hearth.core.call;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Takes the container's frames out of the stack trace of what hosted code throws, where they lie below those of hosted code:
 * they tell its callers nothing, and each of them would travel. Frames between two hosted objects stay.
 */
final class HostedFrames {

    private static final String SEAM = HostedMethod.class.getName();

    /** How the JDK calls a method for the container. */
    private static final List<String> REFLECTION =
            List.of("java.lang.reflect.", "jdk.internal.reflect.", "java.lang.invoke.", "sun.reflect.");

    /** Of one that was thrown with its causes and what was suppressed: chains may be long, or circles. */
    private static final int MOST = 32;

    private HostedFrames() {}

    /** The same, with the frames that were left. */
    static Throwable alone(Throwable thrown) {
        if (thrown instanceof VirtualMachineError) {
            return thrown; // there may be no memory, and no stack, for this
        }
        try {
            cutAll(thrown);
        } catch (RuntimeException overridden) {
            return thrown; // it answers for its stack trace itself
        }
        return thrown;
    }

    private static void cutAll(Throwable thrown) {
        Deque<Throwable> left = new ArrayDeque<>(4);
        left.add(thrown);
        for (int done = 0; !left.isEmpty() && done < MOST; done++) {
            Throwable each = left.remove();
            cut(each);
            Throwable cause = each.getCause();
            if (cause != null) {
                left.add(cause);
            }
            left.addAll(Arrays.asList(each.getSuppressed()));
        }
    }

    private static void cut(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        int end = end(frames);
        if (end > 0 && end < frames.length) {
            thrown.setStackTrace(Arrays.copyOf(frames, end));
        }
    }

    /** Where the outermost call of a hosted method begins; the length if there is none. */
    private static int end(StackTraceElement[] frames) {
        int end = frames.length - 1;
        while (end >= 0 && !frames[end].getClassName().equals(SEAM)) {
            end--;
        }
        if (end < 0) {
            return frames.length;
        }
        while (end > 0 && isReflection(frames[end - 1].getClassName())) {
            end--;
        }
        return end;
    }

    private static boolean isReflection(String className) {
        return REFLECTION.stream().anyMatch(className::startsWith);
    }
}
