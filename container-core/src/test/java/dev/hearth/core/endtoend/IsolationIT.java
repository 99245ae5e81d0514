package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.testing.JarMaker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two deployments of the same class names on different libraries: one on the real Jackson and Logback, which the container
 * has too, one on others of the same names, as of another time.
 */
@Timeout(120)
class IsolationIT {

    private static final String MAPPER = """
            public class ObjectMapper {
                public String writeValueAsString(Object value) { return "as of old: " + value; }
            }
            """;

    private static final String LOGGERS = """
            public final class LoggerFactory {
                public static ILoggerFactory getILoggerFactory() { return new ILoggerFactory(); }
                public static Logger getLogger(Class<?> type) { return new Logger(); }
            }
            """;

    private static final List<String> REAL =
            List.of("jackson-databind-", "jackson-core-", "jackson-annotations-", "logback-", "slf4j-api-");

    @TempDir
    static Path folder;

    private static Server server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        Path recent = Files.createDirectories(folder.resolve("deploy/recent"));
        JarMaker kit = kit(recent.resolve("kit.jar"), "recent");
        for (Path jar : real()) {
            Files.copy(jar, recent.resolve(jar.getFileName()));
            kit.classPath(jar);
        }
        kit.resource(
                        "logback.xml",
                        "<configuration><appender name='file' class='ch.qos.logback.core.FileAppender'><file>"
                                + folder.resolve("guest.log")
                                + "</file><encoder><pattern>guest says %msg%n</pattern></encoder></appender>"
                                + "<root level='error'><appender-ref ref='file'/></root></configuration>")
                .make();
        kit(folder.resolve("deploy/former.jar"), "former")
                .source("com.fasterxml.jackson.databind.ObjectMapper", MAPPER)
                .source("org.slf4j.LoggerFactory", LOGGERS)
                .source("org.slf4j.ILoggerFactory", "public final class ILoggerFactory {}")
                .source("org.slf4j.Logger", "public final class Logger { public void error(String line) {} }")
                .make();
        server = Server.start(Jdks.own(), folder);
        client = Client.start(
                Jdks.own(),
                Sources.client(folder.resolve("client.jar"), "kits.Kit", "kits.Wish", "kits.Answer", "kits.KitClient"),
                "kits.KitClient",
                server.port());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static JarMaker kit(Path jar, String name) {
        return Sources.jar(jar, "kits.Kit", "kits.Wish", "kits.Answer", "kits.KitObject")
                .resource("META-INF/hearth.yaml", "objects: [{name: " + name + ", class: kits.KitObject}]");
    }

    private static List<Path> real() {
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> REAL.stream().anyMatch(jar.getFileName().toString()::startsWith))
                .toList();
        assertThat(jars).hasSize(REAL.size() + 1); // Logback is two
        return jars;
    }

    @Test
    void eachHasItsOwnLibraries() throws IOException {
        assertThat(client.ask("json", "recent")).isEqualTo("[1,2]");
        assertThat(client.ask("json", "former")).isEqualTo("as of old: [1, 2]");
        assertThat(client.ask("origins", "recent"))
                .isEqualTo("com.fasterxml.jackson.databind.ObjectMapper is own"
                        + " ch.qos.logback.classic.LoggerContext is own");
        assertThat(client.ask("origins", "former"))
                .isEqualTo("com.fasterxml.jackson.databind.ObjectMapper is own org.slf4j.ILoggerFactory is own");
        assertThat(folder.resolve("guest.log")).hasContent("guest says a line of a guest");
        assertThat(server.hearth("objects").out()).contains("recent", "former");
    }

    @Test
    void staticsAreTheDeploymentsOwn() {
        assertThat(client.ask("count", "recent")).isEqualTo("1");
        assertThat(client.ask("count", "recent")).isEqualTo("2");
        assertThat(client.ask("count", "former")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.h2.Driver",
                "org.objectweb.asm.ClassReader",
                "com.zaxxer.hikari.HikariDataSource",
                "picocli.CommandLine",
                "ch.qos.logback.classic.Logger",
                "com.fasterxml.jackson.core.JsonFactory",
                "dev.hearth.core.server.Main"
            })
    void nothingOfTheContainerIsSeen(String className) {
        assertThat(client.ask("seen", "former", className)).isEqualTo("no no no no no");
    }

    @Test
    void theJdkTheApiAndItselfAreSeen() {
        assertThat(client.ask("seen", "former", "java.sql.Driver")).isEqualTo("yes yes yes yes yes");
        assertThat(client.ask("seen", "former", "dev.hearth.api.ObjectContext")).startsWith("yes yes");
        assertThat(client.ask("seen", "former", "kits.KitObject")).isEqualTo("yes yes yes yes yes");
    }

    @Test
    void whoSharesNoClassStillCallsTheOther() {
        assertThat(client.ask("ask", "recent", "former", "tea,milk"))
                .isEqualTo("former heard [tea, milk] of a kits.Wish is own, and its answer kits.Answer is own");
        assertThat(client.ask("ask", "former", "recent", "rest"))
                .isEqualTo("recent heard [rest] of a kits.Wish is own, and its answer kits.Answer is own");
    }
}
