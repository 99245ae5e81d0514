package dev.hearth.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class ThreadKindTest {

    private static final InheritableThreadLocal<String> INHERITABLE = new InheritableThreadLocal<>();

    private static Stream<ThreadKind> kinds() {
        return Stream.of(ThreadKind.platform(), ThreadKind.virtualIf(true, 0));
    }

    private static <T> T on(ThreadKind kind, Supplier<T> asked) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        kind.newThread("hearth-test", () -> answer.complete(asked.get())).start();
        return answer.get(20, TimeUnit.SECONDS);
    }

    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        return Runtime.version().feature() >= 21
                && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void threadHasItsNameAndDoesNotKeepTheProcess(ThreadKind kind) throws Exception {
        Thread thread = on(kind, Thread::currentThread);

        assertThat(thread.getName()).isEqualTo("hearth-test");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void threadsAreVirtualWhereWantedAndTheJdkIsNewEnough() throws Exception {
        assertThat(isVirtual(on(ThreadKind.virtualIf(true, 0), Thread::currentThread)))
                .isEqualTo(Runtime.version().feature() >= 24);
        assertThat(isVirtual(on(ThreadKind.virtualIf(false, 0), Thread::currentThread)))
                .isFalse();
    }

    /** Whoever asks for the thread may be in another object. */
    @ParameterizedTest
    @MethodSource("kinds")
    void threadInheritsNothingOfWhoeverAsksForIt(ThreadKind kind) throws Exception {
        Thread asking = Thread.currentThread();
        ClassLoader before = asking.getContextClassLoader();
        INHERITABLE.set("of the other object");
        try (URLClassLoader othersLoader = new URLClassLoader(new URL[0])) {
            asking.setContextClassLoader(othersLoader);

            assertThat(on(kind, () -> String.valueOf(INHERITABLE.get()))).isEqualTo("null");
            assertThat(on(kind, () -> Thread.currentThread().getContextClassLoader()))
                    .isNotSameAs(othersLoader);
        } finally {
            INHERITABLE.remove();
            asking.setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatNobodyCaughtIsInTheLog(ThreadKind kind) {
        Logger log = (Logger) LoggerFactory.getLogger(ThreadKind.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        log.addAppender(heard);
        try {
            kind.newThread("hearth-test", () -> {
                        throw new AssertionError("planned");
                    })
                    .start();

            await("the line in the log")
                    .until(() -> List.copyOf(heard.list).stream()
                            .anyMatch(line -> line.getFormattedMessage().contains("hearth-test")));
        } finally {
            log.detachAppender(heard);
        }
    }
}
