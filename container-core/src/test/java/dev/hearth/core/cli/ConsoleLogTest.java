package dev.hearth.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import dev.hearth.core.config.HearthConfig;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ConsoleLogTest {

    @Test
    void logbackFindsIt() {
        assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(ConsoleLog.class);
    }

    @Test
    void oneAppenderAndQuietLibraries() {
        LoggerContext context = new LoggerContext();

        new ConsoleLog().configure(context);

        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .toIterable()
                .hasSize(1);
        assertThat(context.getLogger("com.zaxxer.hikari.HikariDataSource").isInfoEnabled())
                .isFalse();
        assertThat(context.getLogger("dev.hearth").isInfoEnabled()).isTrue();
        assertThat(context.getLogger("dev.hearth").isDebugEnabled()).isFalse();
    }

    @Test
    void levelIsThatOfTheConfiguration() {
        var root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        try {
            ConsoleLog.level(HearthConfig.Log.Level.TRACE);
            assertThat(LoggerFactory.getLogger("any").isTraceEnabled()).isTrue();

            ConsoleLog.level(HearthConfig.Log.Level.ERROR);
            assertThat(LoggerFactory.getLogger("any").isWarnEnabled()).isFalse();
        } finally {
            root.setLevel(before);
        }
    }
}
