package mess;

import java.beans.Introspector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.Authenticator;
import java.net.CacheRequest;
import java.net.CacheResponse;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** What a deployment can leave behind: once for each version here, and once for each call in {@link #leave}. */
final class Everything {

    static final ExecutorService POOL = Executors.newFixedThreadPool(2);
    static final ScheduledExecutorService WORK = Executors.newScheduledThreadPool(1);
    static final Timer TIMER = new Timer();
    static final Thread HOOK_BY_REFLECTION = new Thread(() -> {});
    static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();
    static final ThreadLocal<Object> INHERITED = new InheritableThreadLocal<>();
    static final MethodHandle HANDLE = handle();
    static final ClassValue<Object> OF_CLASSES = new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> type) {
            return new Own();
        }
    };
    static final List<Object> OPEN = new ArrayList<>();

    static {
        threads();
        hooks();
        registers();
    }

    private Everything() {}

    /** An object that keeps all that is here. */
    static class Own implements Serializable {

        private static final long serialVersionUID = 1;

        public String getWord() {
            return Version.text();
        }
    }

    static final class Exported implements Mess {

        private final Own own = new Own();

        @Override
        public String make() {
            return own.getWord();
        }
    }

    private static MethodHandle handle() {
        try {
            return MethodHandles.lookup()
                    .findStatic(Version.class, "text", MethodType.methodType(String.class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // once for each version

    private static void threads() {
        POOL.submit(() -> {});
        WORK.scheduleAtFixedRate(() -> {}, 0, 10, TimeUnit.MILLISECONDS);
        TIMER.schedule(
                new TimerTask() {
                    @Override
                    public void run() {}
                },
                0,
                10);
        new Thread(Everything::rest, "mess-rests").start();
    }

    private static void rest() {
        try {
            Thread.sleep(1_000_000);
        } catch (InterruptedException ended) {
            return;
        }
    }

    private static void hooks() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.add("closed")));
        try {
            Method add = Runtime.class.getMethod("addShutdownHook", Thread.class);
            add.invoke(Runtime.getRuntime(), HOOK_BY_REFLECTION);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void registers() {
        OwnDriver.register(new OwnDriver.ByHand());
        Logger.getLogger("").addHandler(new OwnHandler());
        Logger.getLogger("mess").setFilter(record -> true);
        Handler formatting = new StreamHandler();
        formatting.setFormatter(new OwnFormatter());
        Logger.getLogger("mess").addHandler(formatting);
        Authenticator.setDefault(new Authenticator() {});
        ProxySelector.setDefault(new OwnSelector());
        CookieHandler.setDefault(new OwnCookies());
        ResponseCache.setDefault(new OwnCache());
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
    }

    static final class OwnLevel extends Level {

        private static final long serialVersionUID = 1;

        OwnLevel() {
            super("OWN", 777);
        }
    }

    static final class OwnHandler extends Handler {

        @Override
        public void publish(LogRecord record) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    static final class OwnFormatter extends Formatter {

        @Override
        public String format(LogRecord record) {
            return "";
        }
    }

    static final class OwnSelector extends ProxySelector {

        @Override
        public List<java.net.Proxy> select(URI uri) {
            return List.of(java.net.Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }

    static final class OwnCookies extends CookieHandler {

        @Override
        public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
            return Map.of();
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) {}
    }

    static final class OwnCache extends ResponseCache {

        @Override
        public CacheResponse get(URI uri, String method, Map<String, List<String>> headers) {
            return null;
        }

        @Override
        public CacheRequest put(URI uri, URLConnection connection) {
            return null;
        }
    }

    // once for each call

    /** @param who binds an object of its own as well */
    static void leave(String who) throws Exception {
        locals();
        caches();
        streams();
        export(who);
        requireDrivers();
    }

    private static void locals() throws InterruptedException {
        LOCAL.set(new Own());
        INHERITED.set(new Own());
        Thread inheriting = new Thread(() -> LOCAL.set(new Own()));
        inheriting.start();
        inheriting.join();
        INHERITED.remove(); // else the next version's threads inherit it, and keep this one for as long as they live
        CompletableFuture.runAsync(() -> LOCAL.set(new Own())).join();
        CompletableFuture.runAsync(
                        () -> LOCAL.set(new Own()), CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS))
                .join();
    }

    private static void caches() throws Exception {
        ResourceBundle.getBundle("mess.words", Locale.ROOT, Everything.class.getClassLoader());
        Introspector.getBeanInfo(Own.class);
        new OwnLevel();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(written)) {
            out.writeObject(new Own());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written.toByteArray()))) {
            in.readObject();
        }
        OF_CLASSES.get(Own.class);
        Runnable made = (Runnable) Proxy.newProxyInstance(
                Everything.class.getClassLoader(), new Class<?>[] {Runnable.class}, (proxy, method, given) -> null);
        made.run();
        Version.class.getDeclaredMethod("text").invoke(null);
    }

    /** None of which is closed. */
    private static void streams() throws IOException {
        URL words = Everything.class.getResource("words.properties");
        OPEN.add(words.openStream());
        OPEN.add(words.openConnection().getInputStream());
        OPEN.add(Everything.class.getResourceAsStream("words.properties"));
        OPEN.add(Everything.class.getProtectionDomain().getCodeSource().getLocation().openStream());
    }

    private static void export(String who) throws Exception {
        Mess exported = new Exported();
        UnicastRemoteObject.exportObject(exported, 0);
        OPEN.add(exported);
        LocateRegistry.getRegistry().rebind("left-by-" + who, exported);
    }

    private static void requireDrivers() throws Exception {
        for (String url : List.of("jdbc:own:", "jdbc:by-hand:")) {
            try (Connection connection = DriverManager.getConnection(url)) {
                if (!connection.getSchema().equals(Version.text())) {
                    throw new IllegalStateException(url + " is that of " + connection.getSchema());
                }
            }
        }
    }
}
