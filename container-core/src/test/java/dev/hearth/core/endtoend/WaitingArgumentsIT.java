package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that wait for their object while it is replaced, and bring values of the deployment's own classes. */
@Timeout(180)
class WaitingArgumentsIT {

    private static final String BOX = """
            public final class Box implements java.io.Serializable {
                private static final long serialVersionUID = 1;
                public final String text;
                public Box(String text) { this.text = text; }
            }
            """;

    private static final String EMPTY = """
            public final class EmptyException extends Exception {
                private static final long serialVersionUID = 1;
            }
            """;

    private static final String STORE = """
            import java.util.List;

            public interface Store extends java.rmi.Remote {
                Box swap(Box box) throws EmptyException, java.rmi.RemoteException;
                String all(List<Box> boxes) throws java.rmi.RemoteException;
                void hold() throws java.rmi.RemoteException;
            }
            """;

    private static final String OBJECT = """
            import dev.hearth.api.*;
            import java.nio.file.*;
            import java.util.List;

            @HostedObject(name = "store", lifecycle = Lifecycle.LIFECYCLE, threading = Threading.THREADING)
            public final class StoreObject implements Store {
                @Override public Box swap(Box box) throws EmptyException {
                    if (box.text.isEmpty()) {
                        throw new EmptyException();
                    }
                    return new Box(box.text + " for VERSION");
                }

                @Override public String all(List<Box> boxes) {
                    StringBuilder all = new StringBuilder("VERSION");
                    for (Box box : boxes) {
                        all.append(' ').append(box.text);
                    }
                    return all.toString();
                }

                @Override public void hold() {
                    try {
                        Files.writeString(Path.of("inside"), "");
                        while (!Files.exists(Path.of("go"))) {
                            Thread.sleep(5);
                        }
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                }
            }
            """;

    private static final String CLIENT = """
            import java.rmi.registry.LocateRegistry;
            import java.util.*;
            import java.util.concurrent.*;

            public final class StoreClient {
                private static final Map<String, Future<String>> ANSWERS = new ConcurrentHashMap<>();
                private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    return thread;
                });

                private static void begin(String what, Callable<String> call) { ANSWERS.put(what, THREADS.submit(call)); }

                public static void hold() throws Exception {
                    Store store = (Store) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("store");
                    begin("hold", () -> { store.hold(); return "held"; });
                }

                public static void queue() throws Exception {
                    Store store = (Store) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("store");
                    begin("swap", () -> store.swap(new Box("one box")).text);
                    begin("all", () -> store.all(List.of(new Box("a"), new Box("b"))));
                    begin("empty", () -> {
                        try {
                            return store.swap(new Box("")).text;
                        } catch (EmptyException expected) {
                            return "empty";
                        }
                    });
                }

                public static String answer(String what) throws Exception { return ANSWERS.get(what).get(60, TimeUnit.SECONDS); }
            }
            """;

    @TempDir
    Path folder;

    private void drop(String version, String lifecycle, String threading) {
        JarMaker.jar(folder.resolve("deploy/stores.jar"))
                .source("stores.Box", BOX)
                .source("stores.EmptyException", EMPTY)
                .source("stores.Store", STORE)
                .source(
                        "stores.StoreObject",
                        OBJECT.replace("VERSION", version)
                                .replace("LIFECYCLE", lifecycle)
                                .replace("THREADING", threading))
                .make();
    }

    private static long waiting(Server server) throws IOException {
        return server.hearth("ps")
                .out()
                .lines()
                .filter(line -> line.contains("swap") || line.contains(" all "))
                .count();
    }

    @ParameterizedTest
    @CsvSource({"PERSISTENT, POOLED", "TRANSIENT, PER_OBJECT"})
    void theyAreReadAgainForTheVersionThatAnswers(String lifecycle, String threading) throws IOException {
        drop("one", lifecycle, threading);
        Path jar = JarMaker.jar(folder.resolve("client.jar"))
                .source("stores.Box", BOX)
                .source("stores.EmptyException", EMPTY)
                .source("stores.Store", STORE)
                .source("stores.StoreClient", CLIENT)
                .source("check.Runner", Sources.text("check.Runner"))
                .make();
        try (Server server = Server.start(Jdks.own(), folder);
                Client client = Client.start(Jdks.own(), jar, "stores.StoreClient", server.port())) {
            client.ask("hold");
            await("the first call").until(() -> Files.exists(folder.resolve("inside")));
            client.ask("queue");
            await("three that wait").until(() -> waiting(server) == 3);
            drop("two", lifecycle, threading);
            await("the second version")
                    .until(() -> Files.readString(folder.resolve("deploy/stores.jar.deployed"))
                            .contains("version: 2"));
            Files.createFile(folder.resolve("go"));

            assertThat(client.ask("answer", "hold")).isEqualTo("held");
            assertThat(client.ask("answer", "swap")).isEqualTo("one box for two");
            assertThat(client.ask("answer", "all")).isEqualTo("two a b");
            assertThat(client.ask("answer", "empty")).isEqualTo("empty");
        }
    }
}
