package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What hosted code finds where the JVM speaks of the process: as if it had one for itself. */
@Timeout(120)
class OwnProcessIT {

    private static final String ASKED =
            "public interface Asked extends java.rmi.Remote { String ask() throws Exception; }";

    @TempDir
    Path folder;

    private Server server;

    @BeforeEach
    void start() throws IOException {
        server = Server.start(Jdks.own(), folder.resolve("container"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String answer(String body) throws IOException {
        Path jar = JarMaker.jar(folder.resolve("asked.jar"))
                .source("asked.Asked", ASKED)
                .source(
                        "asked.AskedObject",
                        "@dev.hearth.api.HostedObject(name = \"asked\") public class AskedObject implements Asked {"
                                + body + "}")
                .resource("config.properties", "colour=red")
                .resource("META-INF/services/asked.Asked", "asked.AskedObject")
                .make();
        Server.Ran deployed = server.hearth("deploy", jar.toString());
        assertThat(deployed.code()).as(deployed.err()).isZero();
        Server.Ran called = server.hearth("call", "asked", "ask");
        assertThat(called.code()).as(called.err() + server.log()).isZero();
        return called.out().strip();
    }

    @Test
    void theSystemsClassLoaderHasItsClassesAndFilesAndNotTheContainers() throws IOException {
        assertThat(answer("""
                        public String ask() throws Exception {
                            java.util.Properties config = new java.util.Properties();
                            config.load(ClassLoader.getSystemResourceAsStream("config.properties"));
                            String driver;
                            try {
                                driver = "" + Class.forName("org.h2.Driver", false, ClassLoader.getSystemClassLoader());
                            } catch (ClassNotFoundException none) {
                                driver = "none";
                            }
                            return config.getProperty("colour") + " " + driver + " "
                                    + ClassLoader.getSystemClassLoader().loadClass("asked.AskedObject").getSimpleName();
                        }
                        """)).isEqualTo("\"red none AskedObject\"");
    }

    @Test
    void tasksInTheCommonPoolFindItsClasses() throws IOException {
        assertThat(answer("""
                        private static String found() {
                            ClassLoader loader = Thread.currentThread().getContextClassLoader();
                            try {
                                boolean own = Class.forName("asked.AskedObject", true, loader) == AskedObject.class;
                                return own + " " + java.util.ServiceLoader.load(Asked.class).findFirst().isPresent();
                            } catch (ClassNotFoundException none) {
                                return none + " in " + Thread.currentThread();
                            }
                        }
                        public String ask() throws Exception {
                            java.util.Set<String> seen = java.util.concurrent.ConcurrentHashMap.newKeySet();
                            java.util.concurrent.CountDownLatch inThePool = new java.util.concurrent.CountDownLatch(1);
                            java.util.concurrent.ForkJoinPool.commonPool().execute(() -> {
                                seen.add(found());
                                inThePool.countDown();
                            });
                            inThePool.await();
                            java.util.stream.IntStream.range(0, 64).parallel().forEach(i -> seen.add(found()));
                            return seen.toString();
                        }
                        """)).isEqualTo("\"[true true]\"");
    }
}
