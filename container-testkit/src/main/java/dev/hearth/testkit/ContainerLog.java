package dev.hearth.testkit;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last lines that were logged while a container was open; those of others that ran at the same time are among them.
 *
 * <p>Thread-safe. Whoever opens it closes it.
 */
final class ContainerLog implements AutoCloseable {

    private static final int MOST_LINES = 1_000;

    private final Lines lines = new Lines();

    private ContainerLog() {}

    /** Begins to listen. Where something else than Logback logs, there is nothing to hear. */
    static ContainerLog open() {
        ContainerLog opened = new ContainerLog();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            opened.lines.begin(context);
        }
        return opened;
    }

    String text() {
        return lines.text();
    }

    @Override
    public void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(lines);
        }
        lines.stop();
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final PatternLayoutEncoder encoder = new PatternLayoutEncoder();

        @GuardedBy("kept")
        private final Deque<String> kept = new ArrayDeque<>();

        void begin(LoggerContext context) {
            setContext(context);
            encoder.setContext(context);
            encoder.setPattern("%d{HH:mm:ss.SSS} %-5level [%thread] %logger{0}: %msg%n");
            encoder.start();
            start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent event) {
            String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
            synchronized (kept) {
                if (kept.size() == MOST_LINES) {
                    kept.remove();
                }
                kept.add(line);
            }
        }

        String text() {
            synchronized (kept) {
                return String.join("", kept);
            }
        }
    }
}
