package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.cli.child.Ports;
import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.testing.JarMaker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Libraries with a mode for RMI, as guests and with the container as their registry: the same as in JVMs of their own. */
@Timeout(180)
class LibraryGuestsIT {

    private static final Jdk JDK = Jdks.own();

    @TempDir
    Path folder;

    private static List<Path> libraries(String... beginnings) {
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> Stream.of(beginnings).anyMatch(jar.getFileName().toString()::startsWith))
                .toList();
        assertThat(jars).hasSize(beginnings.length);
        return jars;
    }

    private static List<Path> program(Path jar, List<Path> libraries, String... classes) {
        JarMaker maker = Sources.jar(jar, classes);
        libraries.forEach(maker::classPath);
        List<Path> jars = new ArrayList<>(List.of(maker.make()));
        jars.addAll(libraries);
        return jars;
    }

    private static void host(Path deployment, List<Path> jars, String descriptor) throws IOException {
        Files.createDirectories(deployment);
        for (Path jar : jars) {
            Files.copy(jar, deployment.resolve(jar.getFileName()));
        }
        JarMaker.jar(deployment.resolve("descriptor.jar"))
                .resource("META-INF/hearth.yaml", descriptor)
                .make();
    }

    private static void awaitName(Server container, String name) {
        await("the registry has " + name)
                .atMost(Duration.ofSeconds(60))
                .until(() -> container.hearth("call", "registry", "list").out().contains(name));
    }

    /** Each cache calls the other through stubs whose sockets a factory of the library makes. */
    @Test
    void cachesTellEachOtherWhatTheyHold() throws IOException {
        List<Path> jars = program(
                folder.resolve("caches.jar"),
                libraries("ehcache-", "slf4j-api-"),
                "caches.Box",
                "caches.CacheNode",
                "caches.BoxClient");
        String here = Integer.toString(Ports.free());
        String there = Integer.toString(Ports.free());
        String before;
        try (PlainJvm one = PlainJvm.server(JDK, jars, "caches.CacheNode", List.of(here, there));
                PlainJvm other = PlainJvm.server(JDK, jars, "caches.CacheNode", List.of(there, here))) {
            before = PlainJvm.client(JDK, jars, "caches.BoxClient", List.of(here, there));
            assertThat(List.of(one.alive(), other.alive())).containsOnly(true);
        }
        assertThat(before).contains("tea there: 3.60", "milk here: 1.20");

        host(
                folder.resolve("deploy/caches"),
                jars,
                "main: caches.CacheNode\nargs: [\"" + here + "\", \"" + there + "\"]\n");
        try (PlainJvm other = PlainJvm.server(JDK, jars, "caches.CacheNode", List.of(there, here));
                Server container = Server.start(JDK, folder)) {
            awaitName(container, "box");
            assertThat(PlainJvm.client(JDK, jars, "caches.BoxClient", List.of(here, there)))
                    .isEqualTo(before);
            assertThat(other.alive()).isTrue();
        }
    }

    /** The scheduler casts what it exports itself as to the interface of the stub that {@code rmic} once made of its class. */
    @Test
    void schedulerIsSteeredFromAfar() throws IOException {
        List<Path> jars = program(
                folder.resolve("clocks.jar"),
                libraries("quartz-", "slf4j-api-"),
                "clocks.Bell",
                "clocks.ClockServer",
                "clocks.ClockClient");
        String port = Integer.toString(Ports.free());
        String before;
        try (PlainJvm server = PlainJvm.server(JDK, jars, "clocks.ClockServer", List.of(port, "always"))) {
            before = PlainJvm.client(JDK, jars, "clocks.ClockClient", List.of(port));
            assertThat(server.alive()).isTrue();
        }
        assertThat(before).contains("clock true", "DEFAULT.midnight", "class clocks.Bell", "does not exist");

        // What a job and a trigger hold is of packages of which the scheduler's remote interface says nothing.
        try (Server container = Server.start(JDK, folder, "--wire.allow-classes=org.quartz.**")) {
            String own = Integer.toString(container.port());
            try (PlainJvm outside = PlainJvm.server(JDK, jars, "clocks.ClockServer", List.of(own, "never"))) {
                assertThat(PlainJvm.client(JDK, jars, "clocks.ClockClient", List.of(own)))
                        .isEqualTo(before);
                assertThat(outside.alive()).isTrue();
            }
            host(
                    folder.resolve("deploy/clocks"),
                    jars,
                    "main: clocks.ClockServer\nargs: [\"" + Ports.free() + "\", \"always\"]\n");
            // The one outside, which has ended, may still have the name.
            await("the deployment runs")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(folder.resolve("deploy/clocks.deployed")));
            assertThat(PlainJvm.client(JDK, jars, "clocks.ClockClient", List.of(own)))
                    .isEqualTo(before);
            await("the job that the client has scheduled runs")
                    .until(() -> container.log().contains("rings for noon"));
        }
    }

    /** The searcher's methods are of an interface that is not remote: only by the stub in the library's JAR can they be called. */
    @Test
    void searcherIsAskedFromAfar() throws IOException {
        List<Path> jars = program(
                folder.resolve("pages.jar"),
                libraries("lucene-core-", "lucene-remote-"),
                "pages.PageServer",
                "pages.PageClient");
        String port = Integer.toString(Ports.free());
        String before;
        try (PlainJvm server = PlainJvm.server(JDK, jars, "pages.PageServer", List.of(port, "always"))) {
            before = PlainJvm.client(JDK, jars, "pages.PageClient", List.of(port));
            assertThat(server.alive()).isTrue();
        }
        assertThat(before).contains("text:\"quick dogs\":\n  quick dogs", "AlreadyClosedException");

        // queries are of the library's other JAR, which has no remote interface
        try (Server container = Server.start(JDK, folder, "--wire.allow-classes=org.apache.lucene.**")) {
            String own = Integer.toString(container.port());
            try (PlainJvm outside = PlainJvm.server(JDK, jars, "pages.PageServer", List.of(own, "never"))) {
                assertThat(PlainJvm.client(JDK, jars, "pages.PageClient", List.of(own)))
                        .isEqualTo(before);
                assertThat(outside.alive()).isTrue();
            }
            host(folder.resolve("deploy/pages"), jars, "main: pages.PageServer\nargs: [\"" + own + "\", \"always\"]\n");
            await("the deployment runs").until(() -> Files.exists(folder.resolve("deploy/pages.deployed")));
            assertThat(PlainJvm.client(JDK, jars, "pages.PageClient", List.of(own)))
                    .isEqualTo(before);
        }
    }
}
