package dev.hearth.core.server;

import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.ObjectAdapter;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/**
 * Leads what hosted code prints, or logs through the JDK, to Hearth's log, with its deployment's name.
 *
 * <p>Hosted code is known by the call that its thread is in, or by its thread's context class loader. What others print
 * goes where it went before. Thread-safe.
 */
final class HostedOutput implements AutoCloseable {

    private static final int LONGEST_LINE = 8_192;

    private final ObjectAdapter adapter;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Handler handler = new JdkLog();
    private final Handler[] others = LogManager.getLogManager().getLogger("").getHandlers();

    private HostedOutput(ObjectAdapter adapter) {
        this.adapter = adapter;
    }

    static HostedOutput redirect(ObjectAdapter adapter) {
        HostedOutput redirected = new HostedOutput(adapter);
        System.setOut(redirected.stream(redirected.out));
        System.setErr(redirected.stream(redirected.err));
        Logger root = LogManager.getLogManager().getLogger("");
        for (Handler other : redirected.others) {
            root.removeHandler(other);
        }
        root.addHandler(redirected.handler);
        return redirected;
    }

    private PrintStream stream(PrintStream before) {
        return new PrintStream(new Lines(before), true, StandardCharsets.UTF_8);
    }

    private Optional<String> deployment() {
        CallScope scope = CallScope.current();
        return scope != null
                ? Optional.of(scope.slot().type().deployment().name())
                : adapter.deploymentWith(Thread.currentThread().getContextClassLoader());
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        Logger root = LogManager.getLogManager().getLogger("");
        root.removeHandler(handler);
        for (Handler other : others) {
            root.addHandler(other);
        }
    }

    /** Collects the lines of each thread; whole ones are logged. */
    private final class Lines extends OutputStream {
        private final PrintStream before;
        private final ThreadLocal<ByteArrayOutputStream> line = ThreadLocal.withInitial(ByteArrayOutputStream::new);

        Lines(PrintStream before) {
            this.before = before;
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            Optional<String> deployment = deployment();
            if (deployment.isEmpty()) {
                before.write(bytes, from, length);
                return;
            }
            ByteArrayOutputStream begun = line.get();
            for (int i = from; i < from + length; i++) {
                if (bytes[i] == '\n' || begun.size() >= LONGEST_LINE) {
                    log(deployment.get(), begun);
                }
                if (bytes[i] != '\n' && bytes[i] != '\r') {
                    begun.write(bytes[i]);
                }
            }
        }

        private void log(String deployment, ByteArrayOutputStream begun) {
            String text = begun.toString(StandardCharsets.UTF_8);
            line.remove();
            begun.reset();
            LoggerFactory.getLogger(deployment).info("{}", text);
        }

        @Override
        public void flush() {
            before.flush();
        }
    }

    /** Takes what hosted code logs through {@code java.util.logging}. */
    private final class JdkLog extends Handler {

        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord logged) {
            String name = deployment().orElseGet(() -> String.valueOf(logged.getLoggerName()));
            String text = formatter.formatMessage(logged);
            int level = logged.getLevel().intValue();
            if (level >= Level.WARNING.intValue()) {
                LoggerFactory.getLogger(name).warn("{}", text, logged.getThrown());
            } else if (level >= Level.INFO.intValue()) {
                LoggerFactory.getLogger(name).info("{}", text, logged.getThrown());
            } else {
                LoggerFactory.getLogger(name).debug("{}", text, logged.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
