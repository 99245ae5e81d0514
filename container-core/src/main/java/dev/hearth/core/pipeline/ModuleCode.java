package dev.hearth.core.pipeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what a module does outside of calls on a thread of its own, as nobody can take a thread back from code that does not
 * return.
 */
public final class ModuleCode {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleCode.class);

    private ModuleCode() {}

    /**
     * Runs it, and waits. What is late is interrupted, and left alone with its thread.
     *
     * @param module the module's name
     * @param part which part of it this is, such as {@code start hook}, for messages
     * @param longest how long it may take
     * @throws ExecutionException with what it has thrown; or with an interruption of this thread, whose mark stays
     * @throws TimeoutException if it is late; the message says where it was, as the end of a sentence about the module
     */
    public static <T> T run(String module, String part, Duration longest, Callable<T> code)
            throws ExecutionException, TimeoutException {
        FutureTask<T> task = new FutureTask<>(code);
        Thread thread = new Thread(task, "hearth-hook-" + module);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            StackTraceElement[] stack = thread.getStackTrace(); // before the interrupt moves it on
            task.cancel(true);
            LOG.warn(
                    "the {} of {} has not returned; its thread is interrupted in\n\t{}",
                    part,
                    module,
                    String.join("\n\t", Stack.lines(stack)));
            throw new TimeoutException("has not returned from its " + part + " within " + longest.toMillis()
                    + " ms (start.hook-timeout); it was in " + where(stack));
        } catch (InterruptedException hurry) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new ExecutionException("it was interrupted", hurry);
        }
    }

    /** The innermost method, and the innermost that is not the JDK's. */
    private static String where(StackTraceElement[] stack) {
        if (stack.length == 0) {
            return "no method any more";
        }
        String innermost = stack[0].toString();
        return Arrays.stream(stack)
                .map(StackTraceElement::toString)
                .filter(line -> !line.startsWith("java."))
                .findFirst()
                .filter(line -> !line.equals(innermost))
                .map(line -> innermost + ", called from " + line)
                .orElse(innermost);
    }
}
