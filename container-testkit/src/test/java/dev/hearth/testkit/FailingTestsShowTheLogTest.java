package dev.hearth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs test classes that are not found by themselves, for they fail or belong to a test here. */
class FailingTestsShowTheLogTest {

    private static final List<Path> DATA = new CopyOnWriteArrayList<>();

    private static Events run(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute()
                .allEvents();
    }

    static class Failing {
        @RegisterExtension
        static final HearthExtension HEARTH = HearthExtension.hosting(EchoObject.class);

        @Test
        void fails(@Stub("echoes/a") Echo echo, Hearth hearth) throws Exception {
            DATA.add(hearth.data());
            echo.say("what it was about");
            echo.say("");
        }
    }

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void theLogIsPrintedAndEverythingIsClosed() {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Events events;
        try {
            events = run(Failing.class);
        } finally {
            System.setErr(before);
        }

        assertThat(events.failed().count()).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("--- the log of the container of fails", "an echo says what it was about", "nothing to say");
        assertThat(DATA).isNotEmpty().noneMatch(Files::exists);
    }

    static class Misspelt {
        @RegisterExtension
        static final HearthExtension HEARTH =
                HearthExtension.hosting(EchoObject.class).setting("objects.max-actve", 5);

        @Test
        void neverRuns() {}
    }

    @Test
    void aContainerThatCantStartSaysWhy() {
        Events events = run(Misspelt.class);

        assertThat(events.failed().count()).isEqualTo(1);
        events.failed()
                .assertThatEvents()
                .allSatisfy(event -> assertThat(event.getPayload().orElseThrow().toString())
                        .contains("the container does not start", "max-actve"));
    }

    @Test
    void containersSideBySideDontDisturbEachOther() throws Exception {
        PrintStream before = System.out;
        Hosting hosting = new Hosting();
        hosting.hosts(EchoObject.class);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Future<Hearth> first = two.submit(() -> Hearth.start(hosting));
            Future<Hearth> second = two.submit(() -> Hearth.start(hosting));
            try (Hearth other = second.get()) {
                try (Hearth one = first.get()) {
                    assertThat(one.port()).isNotEqualTo(other.port());
                    assertThat(one.lookup("echoes/a", Echo.class).say("one").count())
                            .isEqualTo(1);
                    assertThat(other.lookup("echoes/a", Echo.class).say("other").count())
                            .isEqualTo(1);
                }
                assertThat(other.lookup("echoes/a", Echo.class).say("still").count())
                        .isEqualTo(2);
                assertThat(other.log()).contains("an echo says still");
            }
        } finally {
            two.shutdown();
        }
        assertThat(System.out).isSameAs(before);
    }
}
