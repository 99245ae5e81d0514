package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hearth.core.call.ForgottenLocals;
import dev.hearth.core.testing.JarMaker;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What commonly keeps a class loader in memory. */
class LeftoversTest extends DeployerFixture {

    private static final String OBJECT = "@dev.hearth.api.HostedObject(name = \"voice\")"
            + " public class VoiceObject implements Voice { %s"
            + " public String say() { try { %s; return \"left\"; } catch (Exception e) { throw new RuntimeException(e); } } }";

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
                            OwnDriver.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> "WORD");
                }
                @Override public boolean acceptsURL(String url) { return url.equals("jdbc:own:"); }
                @Override public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) { return new DriverPropertyInfo[0]; }
                @Override public int getMajorVersion() { return 1; }
                @Override public int getMinorVersion() { return 0; }
                @Override public boolean jdbcCompliant() { return false; }
                @Override public java.util.logging.Logger getParentLogger() { return null; }
            }
            """;

    private static final String USER_OF_A_DRIVER = OBJECT.formatted("", "")
            .replace("return \"left\"", "return java.sql.DriverManager.getConnection(\"jdbc:own:\").getSchema()");

    private WeakReference<ClassLoader> deployAndCall(String fields, String left) throws Exception {
        start();
        deployer.deploy(Jars.of(root.resolve("built/bank.jar"), OBJECT.formatted(fields, left))
                .resource("words.properties", "word=left")
                .make());
        assertThat(listener.says("bank")).contains("left");
        return new WeakReference<>(listener.hosted.get("bank").deployment().loader());
    }

    private void awaitEnd(WeakReference<ClassLoader> loader) {
        await("the class loader's end").atMost(PATIENCE).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a thread that can be interrupted | `` | `new Thread(() -> { try { Thread.sleep(1_000_000); } catch (InterruptedException e) { return; } }).start()`
            an executor | `static final java.util.concurrent.ExecutorService WORK = java.util.concurrent.Executors.newFixedThreadPool(2);` | `WORK.submit(() -> {}).get()`
            a repeated task | `static final java.util.concurrent.ScheduledExecutorService WORK = java.util.concurrent.Executors.newScheduledThreadPool(1);` | `WORK.scheduleAtFixedRate(() -> {}, 0, 1, java.util.concurrent.TimeUnit.MILLISECONDS)`
            a timer | `static final java.util.Timer TIMER = new java.util.Timer(); static class Tick extends java.util.TimerTask { public void run() {} }` | `TIMER.schedule(new Tick(), 0, 5)`
            a shutdown hook | `static final Thread HOOK = new Thread(() -> {});` | `Runtime.getRuntime().addShutdownHook(HOOK)`
            a JDBC driver | `public static class Own implements java.sql.Driver { public java.sql.Connection connect(String u, java.util.Properties p) { return null; } public boolean acceptsURL(String u) { return false; } public java.sql.DriverPropertyInfo[] getPropertyInfo(String u, java.util.Properties p) { return null; } public int getMajorVersion() { return 1; } public int getMinorVersion() { return 0; } public boolean jdbcCompliant() { return false; } public java.util.logging.Logger getParentLogger() { return null; } }` | `java.sql.DriverManager.registerDriver(new Own())`
            a log handler | `static class Own extends java.util.logging.Handler { public void publish(java.util.logging.LogRecord r) {} public void flush() {} public void close() {} }` | `java.util.logging.Logger.getLogger("").addHandler(new Own())`
            a log level | `static class Own extends java.util.logging.Level { Own() { super("OWN", 777); } }` | `new Own()`
            a bundle | `` | `java.util.ResourceBundle.getBundle("words", java.util.Locale.ROOT, VoiceObject.class.getClassLoader())`
            bean information | `` | `java.beans.Introspector.getBeanInfo(VoiceObject.class)`
            a handler of uncaught exceptions | `` | `Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {})`
            a delayed task that is done | `` | `java.util.concurrent.CompletableFuture.runAsync(() -> {}, java.util.concurrent.CompletableFuture.delayedExecutor(1, java.util.concurrent.TimeUnit.MILLISECONDS)).get()`
            a task in the common pool | `` | `java.util.concurrent.ForkJoinPool.commonPool().submit(() -> {}).get()`
            an object stream's descriptors | `static class Own implements java.io.Serializable {}` | `new java.io.ObjectOutputStream(new java.io.ByteArrayOutputStream()).writeObject(new Own())`
            """)
    void isEndedWithItsDeployment(String what, String fields, String left) throws Exception {
        WeakReference<ClassLoader> loader = deployAndCall(fields == null ? "" : fields, left);
        deployer.undeploy("bank");
        awaitEnd(loader);
    }

    @Test
    void whatWasEndedIsNamedSoThatItCanBeFound() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Leftovers.class);
        log.start();
        logger.addAppender(log);
        try {
            WeakReference<ClassLoader> loader = deployAndCall(
                    "",
                    "Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});"
                            + " new Thread(() -> { try { Thread.sleep(1_000_000); } catch (InterruptedException e) { return; } },"
                            + " \"own-thread\").start()");
            deployer.undeploy("bank");
            awaitEnd(loader);
            await("the warning").atMost(PATIENCE).until(() -> !log.list.isEmpty());
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list.get(0).getFormattedMessage())
                .contains(
                        "the JVM's default handler of uncaught exceptions (a lambda in voices.VoiceObject)",
                        "the thread own-thread",
                        "End it in a method with @OnDestroy.");
    }

    @Test
    void whatAThreadLocalHasOfItIsForgottenByAThreadThatGoesOn() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        ForgottenLocals.OfThread locals = new ForgottenLocals.OfThread();
        AtomicInteger woken = new AtomicInteger();
        Runnable waker = woken::incrementAndGet;
        ForgottenLocals.wake(waker);
        try {
            start();
            deployer.deploy(Jars.of(
                            root.resolve("built/bank.jar"),
                            OBJECT.formatted(
                                    "static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();", "LOCAL.set(this)"))
                    .make());
            assertThat(pool.submit(() -> listener.says("bank")).get()).contains("left");
            WeakReference<ClassLoader> loader =
                    new WeakReference<>(listener.hosted.get("bank").deployment().loader());
            pool.submit(locals::forget).get();
            assertThat(woken).hasValue(0);
            deployer.undeploy("bank");
            assertThat(woken).hasPositiveValue();
            pool.submit(locals::forget).get();
            awaitEnd(loader);
        } finally {
            ForgottenLocals.wakeNoMore(waker);
            pool.shutdown();
        }
    }

    private Path withDriver(String name, String word) {
        return Jars.of(root.resolve("built/" + name + ".jar"), USER_OF_A_DRIVER)
                .source("voices.OwnDriver", DRIVER.replace("WORD", word))
                .resource("META-INF/services/java.sql.Driver", "# ours\nvoices.Missing\nvoices.OwnDriver # by hand\n")
                .make();
    }

    @Test
    void driversThatItsJarsNameAreFoundByEachDeploymentAndEachVersionOfIt() throws Exception {
        start();
        deployer.deploy(withDriver("bank", "the bank's"));
        deployer.deploy(withDriver("shop", "the shop's"));
        assertThat(listener.says("bank")).contains("the bank's");
        assertThat(listener.says("shop")).contains("the shop's");
        WeakReference<ClassLoader> first =
                new WeakReference<>(listener.hosted.get("bank").deployment().loader());

        deployer.deploy(withDriver("bank", "the bank's new one"));

        assertThat(listener.says("bank")).contains("the bank's new one");
        deployer.undeploy("bank");
        awaitEnd(first);
        assertThat(listener.says("shop")).contains("the shop's");
    }

    private void putIntoLib(String word) {
        JarMaker.jar(inFolder("lib/driver.jar"))
                .source("shared.OwnDriver", DRIVER.replace("WORD", word))
                .resource("META-INF/services/java.sql.Driver", "shared.OwnDriver")
                .make();
    }

    @Test
    void driversInLibAreFoundByAllAndGoWithTheirVersionOfIt() throws Exception {
        putIntoLib("shared");
        Jars.of(inFolder("bank.jar"), USER_OF_A_DRIVER).make();
        start();
        says("bank", "shared");
        WeakReference<ClassLoader> first = new WeakReference<>(listener.hosted
                .get("bank")
                .deployment()
                .loader()
                .loadClass("shared.OwnDriver")
                .getClassLoader());

        putIntoLib("shared anew");

        says("bank", "shared anew");
        deployer.undeploy("bank");
        awaitEnd(first);
    }

    @Test
    void whatTheConstructorOfAModuleAsksOfTheJvmItDoesNotGet() throws Exception {
        start();
        String constructor = "public Guard() { System.setProperty(\"java.rmi.server.hostname\", \"guard.example\");"
                + " Runtime.getRuntime().addShutdownHook(new Thread(() -> {})); }";
        deployer.deploy(JarMaker.jar(root.resolve("built/guard.jar"))
                .source(
                        "guards.Guard",
                        Modules.source("Guard", "guard").replace("public String", constructor + " public String"))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "guards.Guard")
                .make());
        WeakReference<ClassLoader> loader =
                new WeakReference<>(listener.hosted.get("guard").deployment().loader());

        assertThat(System.getProperty("java.rmi.server.hostname")).isNotEqualTo("guard.example");
        deployer.undeploy("guard");
        awaitEnd(loader);
    }

    @Test
    void anExecutorOfASharedJarIsLeftAlone() throws Exception {
        Path lib = JarMaker.jar(inFolder("lib/pools.jar"))
                .source(
                        "pools.Pools",
                        "public class Pools { public static final java.util.concurrent.ExecutorService ALL ="
                                + " java.util.concurrent.Executors.newFixedThreadPool(1); }")
                .make();
        start();
        for (String name : new String[] {"bank", "shop"}) {
            deployer.deploy(Jars.of(
                            root.resolve("built/" + name + ".jar"),
                            OBJECT.formatted(
                                    "static final java.util.concurrent.ExecutorService WORK = pools.Pools.ALL;",
                                    "WORK.submit(() -> {}).get()"))
                    .classPath(lib)
                    .make());
            assertThat(listener.says(name)).contains("left");
        }
        deployer.undeploy("bank");
        assertThat(listener.says("shop")).contains("left");
    }

    @Test
    void whatOthersHaveIsLeftAlone() throws Exception {
        WeakReference<ClassLoader> first = deployAndCall(
                "static final Thread HOOK = new Thread(() -> {});", "Runtime.getRuntime().addShutdownHook(HOOK)");
        deployer.deploy(Jars.of(
                        root.resolve("built/shop.jar"),
                        OBJECT.formatted(
                                "static final java.util.concurrent.ExecutorService WORK ="
                                        + " java.util.concurrent.Executors.newFixedThreadPool(1);",
                                "WORK.submit(() -> {}).get()"))
                .make());
        assertThat(listener.says("shop")).contains("left");
        deployer.undeploy("bank");
        awaitEnd(first);
        assertThat(listener.says("shop")).contains("left");
    }
}
