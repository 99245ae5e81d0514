package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(Refusals.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private long now = TimeUnit.SECONDS.toNanos(3);
    private final Refusals refusals = new Refusals(() -> now);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void leave() {
        logger.setAdditive(true);
        logger.detachAppender(log);
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void theSameIsSaidOnceInTenSecondsAndCounted() {
        for (int i = 0; i < 4; i++) {
            assertThat(refusals.refusedClass("a.B", "the arguments of C.d")).hasMessageContaining("a.B");
        }
        refusals.refusedClass("a.Other", "the arguments of C.d");
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).startsWith("HEARTH-CLASS: a.B is not let in").doesNotContain("before");
        assertThat(lines().get(1)).contains("a.Other").endsWith("(and 3 refusals before)");
        now += TimeUnit.SECONDS.toNanos(10);
        refusals.refusedClass("a.B", "the arguments of C.d");
        assertThat(lines()).hasSize(3);
    }

    @Test
    void nobodyIsAdvisedToLetLambdasIn() {
        assertThat(refusals.refusedClass("java.lang.invoke.SerializedLambda", "the arguments of C.d"))
                .hasMessageContaining("send an object of a class that has a name")
                .hasMessageNotContaining("allow-classes");
    }

    @Test
    void aFloodOfDifferentOnesIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            refusals.refusedClass("a.B" + i, "the arguments of C.d");
        }
        assertThat(lines()).hasSize(30);
        now += TimeUnit.MINUTES.toNanos(1);
        refusals.refusedClass("a.Last", "the arguments of C.d");
        assertThat(lines()).hasSize(31);
        assertThat(lines().get(30)).endsWith("(and 970 refusals before)");
    }
}
