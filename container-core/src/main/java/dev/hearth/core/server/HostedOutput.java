package dev.hearth.core.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedLoader;
import dev.hearth.core.hosted.HostedJvm;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Leads what hosted code prints, or logs through the JDK, to Hearth's log, with its deployment's name.
 *
 * <p>It is the code that is nearest on the thread's stack: an object's, or that of a hook module which is asked about a call of it. Where
 * there is none, the call that the thread is in decides, or its context class loader. What others print goes where it went before; what
 * a deployment prints that has set a stream of its own, there. The streams belong to the JVM, so all containers in it share one
 * redirection: the first that opens makes it, the last that closes takes it away. Thread-safe.
 */
final class HostedOutput implements AutoCloseable {

    private static final int LONGEST_LINE = 8_192;
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** The container's own classes, which are no deployment's. */
    private static final ClassLoader OWN = HostedOutput.class.getClassLoader();

    /** The containers that are open; changed under the class's lock. */
    private static final List<HostedOutput> OPEN = new CopyOnWriteArrayList<>();

    @GuardedBy("HostedOutput.class")
    private static @Nullable Redirection redirection;

    private final ObjectAdapter adapter;

    private HostedOutput(ObjectAdapter adapter) {
        this.adapter = adapter;
    }

    static HostedOutput redirect(ObjectAdapter adapter) {
        HostedOutput opened = new HostedOutput(adapter);
        synchronized (HostedOutput.class) {
            OPEN.add(opened);
            if (redirection == null) {
                redirection = new Redirection();
            }
        }
        return opened;
    }

    @Override
    public void close() {
        synchronized (HostedOutput.class) {
            OPEN.remove(this);
            Redirection last = redirection;
            if (OPEN.isEmpty() && last != null) {
                last.end();
                redirection = null;
            }
        }
    }

    /** Hosted code that prints. */
    private record Source(ClassLoader loader, String deployment) {

        /** That of a deployment's own class loader. */
        static Optional<Source> of(@Nullable ClassLoader loader) {
            if (loader instanceof HostedLoader hosted && !hosted.shared()) {
                return Optional.of(new Source(loader, hosted.deployment()));
            }
            for (HostedOutput each : OPEN) {
                Optional<String> name = each.adapter.deploymentWith(loader);
                if (loader != null && name.isPresent()) {
                    return Optional.of(new Source(loader, name.get()));
                }
            }
            return Optional.empty();
        }

        /** That of this thread. */
        static Optional<Source> current() {
            return nearest().or(Source::surrounding);
        }

        private static Optional<Source> nearest() {
            return STACK.walk(
                    frames -> frames.map(frame -> frame.getDeclaringClass().getClassLoader())
                            .filter(loader -> loader != OWN)
                            .flatMap(loader -> of(loader).stream())
                            .findFirst());
        }

        private static Optional<Source> surrounding() {
            CallScope scope = CallScope.current();
            if (scope == null) {
                return of(Thread.currentThread().getContextClassLoader());
            }
            Deployment called = scope.slot().type().deployment();
            return Optional.of(new Source(called.loader(), called.name()));
        }
    }

    /** What was there before, and what is there instead. */
    private static final class Redirection {
        private final PrintStream out = System.out;
        private final PrintStream err = System.err;
        private final PrintStream ownOut = stream(out, false);
        private final PrintStream ownErr = stream(err, true);
        private final Handler handler = new JdkLog();
        private final Handler[] others = root().getHandlers();

        Redirection() {
            System.setOut(ownOut);
            System.setErr(ownErr);
            for (Handler other : others) {
                root().removeHandler(other);
            }
            root().addHandler(handler);
        }

        private static PrintStream stream(PrintStream before, boolean error) {
            return new PrintStream(new Lines(before, error), true, StandardCharsets.UTF_8);
        }

        private static Logger root() {
            return LogManager.getLogManager().getLogger("");
        }

        /** Somebody else may have set streams of his own meanwhile; they stay. */
        void end() {
            if (System.out == ownOut) {
                System.setOut(out);
            }
            if (System.err == ownErr) {
                System.setErr(err);
            }
            root().removeHandler(handler);
            for (Handler other : others) {
                root().addHandler(other);
            }
        }
    }

    /** Collects the lines of each thread; whole ones are logged. */
    private static final class Lines extends OutputStream {
        private final PrintStream before;
        private final boolean error;
        private final ThreadLocal<ByteArrayOutputStream> line = ThreadLocal.withInitial(ByteArrayOutputStream::new);

        /** There while a stream of hosted code's own is written to, which may write on to this one. */
        private final ThreadLocal<Boolean> inside = new ThreadLocal<>();

        Lines(PrintStream before, boolean error) {
            this.before = before;
            this.error = error;
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            Source source = Source.current().orElse(null);
            if (source == null) {
                before.write(bytes, from, length);
                return;
            }
            PrintStream own = HostedJvm.output(source.loader(), error);
            if (own != null && inside.get() == null) {
                writeTo(own, bytes, from, length);
                return;
            }
            ByteArrayOutputStream begun = line.get();
            for (int i = from; i < from + length; i++) {
                if (bytes[i] == '\n' || begun.size() >= LONGEST_LINE) {
                    log(source.deployment(), begun);
                }
                if (bytes[i] != '\n' && bytes[i] != '\r') {
                    begun.write(bytes[i]);
                }
            }
        }

        private void writeTo(PrintStream own, byte[] bytes, int from, int length) {
            inside.set(true);
            try {
                own.write(bytes, from, length);
                own.flush();
            } finally {
                inside.remove();
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
    private static final class JdkLog extends Handler {

        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord logged) {
            String name =
                    Source.current().map(Source::deployment).orElseGet(() -> String.valueOf(logged.getLoggerName()));
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
