package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Server.Ran;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What programs do to the JVM that they think to be their own: hooks, exits, child processes, calls that wait for ever. */
@Timeout(300)
class GuestsIT {

    private static final String ROOM = """
            public interface Room extends java.rmi.Remote {
                class Card implements java.io.Serializable {
                    public String name = "a card";
                }
                String show(Object what) throws java.rmi.RemoteException;
                String take() throws java.rmi.RemoteException;
                void put(String what) throws java.rmi.RemoteException;
            }
            """;

    private static final String SERVER = """
            import java.rmi.registry.LocateRegistry;
            import java.rmi.server.UnicastRemoteObject;

            public final class RoomServer implements room.Room {
                private String there;

                @Override public String show(Object what) {
                    return what instanceof room.Room ? "the room" : ((room.Room.Card) what).name;
                }
                @Override public synchronized String take() {
                    try {
                        while (there == null) {
                            wait();
                        }
                        return there;
                    } catch (InterruptedException end) {
                        return "interrupted";
                    }
                }
                @Override public synchronized void put(String what) { there = what; notifyAll(); }

                public static void main(String[] arguments) throws Exception {
                    LocateRegistry.getRegistry().rebind("room", UnicastRemoteObject.exportObject(new RoomServer(), 0));
                }
            }
            """;

    private static final String CLIENT = """
            import java.rmi.registry.*;
            import java.util.concurrent.*;

            public final class RoomClient {
                private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
                    Thread thread = new Thread(work);
                    thread.setDaemon(true);
                    return thread;
                });
                private static final BlockingQueue<String> TAKEN = new LinkedBlockingQueue<>();

                private static Registry registry() throws Exception {
                    return LocateRegistry.getRegistry("localhost", Integer.getInteger("port"));
                }
                private static room.Room room() throws Exception { return (room.Room) registry().lookup("room"); }

                public static String card() throws Exception { return room().show(new room.Room.Card()); }
                public static String itself() throws Exception { return room().show(room()); }
                public static String names() throws Exception { return String.join(" ", registry().list()); }
                public static void begin(String takes) throws Exception {
                    room.Room room = room();
                    for (int i = 0; i < Integer.parseInt(takes); i++) {
                        THREADS.execute(() -> {
                            try {
                                TAKEN.add(room.take());
                            } catch (Exception ended) {
                                TAKEN.add(ended.getClass().getName());
                            }
                        });
                    }
                }
                public static String taken() throws Exception { return TAKEN.poll(100, TimeUnit.SECONDS); }
            }
            """;

    private static final String DESCRIPTOR = "META-INF/hearth.yaml";

    @TempDir
    Path folder;

    private Server server;

    @BeforeEach
    void start() throws IOException {
        JarMaker.jar(folder.resolve("deploy/lib/room.jar"))
                .source("room.Room", ROOM)
                .make();
        server = Server.start(Jdks.own(), folder, "--threads.pool=2");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Ran deploy(String name, String main) throws IOException {
        Path jar = JarMaker.jar(folder.resolve(name + ".jar"))
                .classPath(folder.resolve("deploy/lib/room.jar"))
                .source("guest.Guest", main)
                .resource(DESCRIPTOR, "main: guest.Guest\n")
                .make();
        return server.hearth("deploy", jar.toString());
    }

    private Client deployRoom() throws IOException {
        Path jar = JarMaker.jar(folder.resolve("rooms.jar"))
                .classPath(folder.resolve("deploy/lib/room.jar"))
                .source("rooms.RoomServer", SERVER)
                .resource(DESCRIPTOR, "main: rooms.RoomServer\n")
                .make();
        Ran deployed = server.hearth("deploy", jar.toString());
        assertThat(deployed.code()).as(deployed.err()).isZero();
        Path client = JarMaker.jar(folder.resolve("client.jar"))
                .source("room.Room", ROOM)
                .source("rooms.RoomClient", CLIENT)
                .source("check.Runner", Sources.text("check.Runner"))
                .make();
        return Client.start(Jdks.own(), client, "rooms.RoomClient", server.port());
    }

    @Test
    void aMainThatFailsIsToldWithItsReasonAndItsShutdownHooksRun() throws IOException {
        Path mark = folder.resolve("mark");
        Ran refused = deploy("hook", """
                import java.io.*;
                import java.nio.file.*;

                public final class Guest {
                    public static void main(String[] arguments) throws Exception {
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                            try {
                                Files.writeString(Path.of("MARK"), "cleared up");
                            } catch (IOException unwritable) {
                                throw new UncheckedIOException(unwritable);
                            }
                        }));
                        throw new FileNotFoundException("bank.properties is missing");
                    }
                }
                """.replace("MARK", mark.toString()));
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err())
                .contains("guest.Guest.main failed: java.io.FileNotFoundException: bank.properties is missing");
        assertThat(mark).hasContent("cleared up");
    }

    @Test
    void theExitOfAProgramOnAThreadOfItsOwnIsNoFailure() throws IOException {
        assertThat(deploy("exit", """
                import java.rmi.registry.LocateRegistry;
                import java.rmi.server.UnicastRemoteObject;

                public final class Guest implements room.Room {
                    @Override public String show(Object what) { return ""; }
                    @Override public String take() { return ""; }
                    @Override public void put(String what) {}

                    public static void main(String[] arguments) throws Exception {
                        LocateRegistry.getRegistry().rebind("guest", UnicastRemoteObject.exportObject(new Guest(), 0));
                        ThreadGroup all = Thread.currentThread().getThreadGroup();
                        while (all.getParent() != null) {
                            all = all.getParent();
                        }
                        new Thread(all, () -> {
                            try {
                                Thread.sleep(1_500);
                            } catch (InterruptedException early) {
                                return;
                            }
                            System.exit(0);
                        }).start();
                    }
                }
                """).code()).isZero();
        await("it has ended itself")
                .atMost(Duration.ofSeconds(60))
                .until(() -> server.log().contains("exit.jar is undeployed"));
        assertThat(server.log()).doesNotContain("Exception in thread", "HostedExit");
    }

    @Test
    void aChildProcessFindsTheClassesOfTheDeploymentOnItsClassPath() throws IOException {
        Ran deployed = deploy("child", """
                import java.rmi.registry.LocateRegistry;
                import java.rmi.server.UnicastRemoteObject;

                public final class Guest implements room.Room {
                    @Override public String show(Object what) { return ""; }
                    @Override public String take() { return ""; }
                    @Override public void put(String what) {}

                    public static void main(String[] arguments) throws Exception {
                        if (arguments.length > 0) {
                            Class.forName("room.Room");
                            System.exit(7);
                        }
                        String java = System.getProperty("java.home") + "/bin/java";
                        Process worker = new ProcessBuilder(
                                java, "-cp", System.getProperty("java.class.path"), "guest.Guest", "worker").start();
                        LocateRegistry.getRegistry().rebind(
                                "worker ended with " + worker.waitFor(), UnicastRemoteObject.exportObject(new Guest(), 0));
                    }
                }
                """);
        assertThat(deployed.code()).as(deployed.err()).isZero();
        await("its child has ended")
                .atMost(Duration.ofSeconds(60))
                .until(() -> server.hearth("call", "registry", "list").out().contains("worker ended with 7"));
    }

    @Test
    void classesBesideARemoteInterfaceInTheSharedFolderAreLetIn() throws IOException {
        try (Client client = deployRoom()) {
            assertThat(client.ask("card")).isEqualTo("a card");
            assertThat(client.ask("itself")).isEqualTo("the room");
        }
    }

    @Test
    void callsThatWaitForEverKeepNobodyFromTheRegistryAndEndWithTheirDeployment() throws IOException {
        try (Client client = deployRoom()) {
            client.ask("begin", "3");
            await("the pool is full")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> server.hearth("ps").out().contains("threads.pool"));

            assertThat(client.ask("names")).contains("room");
            assertThat(server.hearth("undeploy", "rooms").code()).isZero();

            assertThat(client.ask("taken")).isNotEqualTo("null");
            assertThat(client.ask("taken")).isNotEqualTo("null");
            assertThat(client.ask("taken")).isNotEqualTo("null");
            assertThat(server.log())
                    .contains("calls are still in objects of rooms, which is gone: they are interrupted");
        }
    }
}
