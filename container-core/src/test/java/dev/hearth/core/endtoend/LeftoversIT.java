package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.testing.JarMaker;
import dev.hearth.core.testing.Stress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Versions that leave behind whatever a deployment can, in a container that goes on: nothing of them is in its heap. */
@Timeout(900)
class LeftoversIT {

    private static final int ROUNDS = Stress.FACTOR > 1 ? 1_000 : 20;
    private static final String LOADERS = "dev.hearth.core.deploy.DeploymentLoader";

    private static final String MESS = """
            public interface Mess extends java.rmi.Remote {
                String make() throws java.rmi.RemoteException;
            }
            """;

    private static final String CLIENT = """
            import java.rmi.registry.LocateRegistry;

            public final class MessClient {
                public static String make() throws Exception {
                    return madeBy("mess");
                }
                public static String madeBy(String name) throws Exception {
                    return ((Mess) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup(name)).make();
                }
            }
            """;

    private static final String OBJECT = """
            import java.util.*;
            import java.util.concurrent.*;

            @dev.hearth.api.HostedObject(name = "mess")
            public final class MessObject implements Mess {
                static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();
                static final ScheduledExecutorService WORK = Executors.newScheduledThreadPool(1);
                static final Timer TIMER = new Timer();
                static final Thread HOOK = new Thread(() -> {});

                static {
                    Runtime.getRuntime().addShutdownHook(HOOK);
                    WORK.scheduleAtFixedRate(() -> {}, 0, 10, TimeUnit.MILLISECONDS);
                    TIMER.schedule(new TimerTask() { @Override public void run() {} }, 0, 10);
                    new Thread(MessObject::rest, "mess-rests").start();
                    java.util.logging.Logger.getLogger("").addHandler(new Own());
                }

                static final class Own extends java.util.logging.Handler {
                    @Override public void publish(java.util.logging.LogRecord record) {}
                    @Override public void flush() {}
                    @Override public void close() {}
                }

                static void rest() {
                    try {
                        Thread.sleep(1_000_000);
                    } catch (InterruptedException ended) {
                        return;
                    }
                }

                @Override public String make() {
                    LOCAL.set(this);
                    new Thread(() -> LOCAL.set(this)).start();
                    CompletableFuture.runAsync(() -> {}).join();
                    return "VERSION";
                }
            }
            """;

    /** Whose connections have a schema, and nothing else. */
    private static final String DRIVER = """
            import java.sql.*;
            import java.util.Properties;

            public class OwnDriver implements Driver {
                static {
                    try {
                        DriverManager.registerDriver(new OwnDriver());
                    } catch (SQLException refused) {
                        throw new IllegalStateException(refused);
                    }
                }
                @Override public Connection connect(String url, Properties info) {
                    return !acceptsURL(url) ? null : (Connection) java.lang.reflect.Proxy.newProxyInstance(
                            OwnDriver.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> "VERSION");
                }
                @Override public boolean acceptsURL(String url) { return url.equals("jdbc:own:"); }
                @Override public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) { return new DriverPropertyInfo[0]; }
                @Override public int getMajorVersion() { return 1; }
                @Override public int getMinorVersion() { return 0; }
                @Override public boolean jdbcCompliant() { return false; }
                @Override public java.util.logging.Logger getParentLogger() { return null; }
            }
            """;

    private static final String USER_OF_A_DRIVER = """
            @dev.hearth.api.HostedObject(name = "NAME")
            public final class User implements Mess {
                @Override public String make() throws java.rmi.RemoteException {
                    try (java.sql.Connection connection = java.sql.DriverManager.getConnection("jdbc:own:")) {
                        return connection.getSchema();
                    } catch (java.sql.SQLException unsuitable) {
                        throw new java.rmi.RemoteException(unsuitable.getMessage());
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    private Server server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        server = Server.start(Jdks.own(), folder);
        Path jar = JarMaker.jar(folder.resolve("client.jar"))
                .source("mess.Mess", MESS)
                .source("mess.MessClient", CLIENT)
                .source("check.Runner", Sources.text("check.Runner"))
                .make();
        client = Client.start(Jdks.own(), jar, "mess.MessClient", server.port());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void drop(String object, String version) {
        JarMaker.jar(server.deploy().resolve("mess.jar"))
                .source("mess.Mess", MESS)
                .source("mess.MessObject", object.replace("VERSION", version))
                .make();
        await("version " + version)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> client.succeeds("make") && client.ask("make").equals(version));
    }

    private long loaders() {
        try {
            Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(server.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(asked.waitFor(60, TimeUnit.SECONDS)).as("jcmd ends").isTrue();
            return answer.lines()
                    .filter(line -> line.contains(LOADERS + " ") || line.endsWith(LOADERS))
                    .mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[1]))
                    .sum();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError("the heap can't be looked at", failure);
        }
    }

    @Test
    void noVersionIsLeftInTheHeap() throws IOException {
        long before = loaders();
        for (int round = 1; round <= ROUNDS; round++) {
            drop(OBJECT, "version " + round);
        }
        await("one loader more than without it")
                .atMost(Duration.ofSeconds(60))
                .until(() -> client.succeeds("make") && loaders() <= before + 1);
        assertThat(server.hearth("undeploy", "mess").code()).isZero();
        await("as many loaders as without it")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !client.succeeds("make") && loaders() <= before);
        assertThat(server.log())
                .contains("mess.jar has left something behind. Hearth has ended ")
                .contains("the executor mess.MessObject.WORK", "the timer mess.MessObject.TIMER")
                .contains("the log handler mess.MessObject$Own");
    }

    @Test
    void aThreadThatGoesOnIsNamed() throws IOException {
        drop(OBJECT.replace("return;\n", "rest();\n"), "a stubborn one");
        assertThat(server.hearth("undeploy", "mess").code()).isZero();
        await("the warning")
                .until(() -> server.log()
                        .contains("keeps the classes in memory until the container ends: the thread mess-rests"));
    }

    /** A JAR with an object that uses a driver. */
    private static JarMaker user(Path jar, String name) {
        return JarMaker.jar(jar).source("mess.Mess", MESS).source("mess.User", USER_OF_A_DRIVER.replace("NAME", name));
    }

    private static JarMaker withDriver(JarMaker jar, String version) {
        return jar.source("mess.OwnDriver", DRIVER.replace("VERSION", version))
                .resource("META-INF/services/java.sql.Driver", "mess.OwnDriver");
    }

    private void finds(String name, String version) {
        await(name + " finds its driver " + version)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> client.succeeds("madeBy", name)
                        && client.ask("madeBy", name).equals(version));
    }

    @Test
    void eachGuestFindsTheDriversInItsJarsAndTheyGoWithIt() throws IOException {
        long before = loaders();
        withDriver(user(server.deploy().resolve("one.jar"), "one"), "one's").make();
        Path built = folder.resolve("built/two");
        user(built.resolve("user.jar"), "two").make();
        withDriver(JarMaker.jar(built.resolve("driver.jar")), "two's").make();
        Files.move(built, server.deploy().resolve("two"));
        finds("one", "one's");
        finds("two", "two's");

        withDriver(user(server.deploy().resolve("one.jar"), "one"), "one's new").make();

        finds("one", "one's new");
        finds("two", "two's");
        assertThat(server.hearth("undeploy", "one").code()).isZero();
        finds("two", "two's");
        assertThat(server.hearth("undeploy", "two").code()).isZero();
        await("as many loaders as without them").atMost(Duration.ofSeconds(60)).until(() -> loaders() <= before);
        assertThat(server.log()).doesNotContain("left something behind");
    }
}
