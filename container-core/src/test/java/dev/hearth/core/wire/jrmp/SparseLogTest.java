package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SparseLogTest {

    @Test
    void floodIsOneLineAndACount() {
        Logger logger = (Logger) LoggerFactory.getLogger("SparseLogTest");
        logger.setLevel(Level.INFO);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        FakeClock clock = new FakeClock();
        SparseLog log = new SparseLog(logger, clock);

        for (int i = 0; i < 1_000; i++) {
            log.info("garbage");
        }
        clock.pass(Duration.ofSeconds(10));
        log.info("more garbage");

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("garbage", "more garbage (and 999 like it before)");
    }
}
