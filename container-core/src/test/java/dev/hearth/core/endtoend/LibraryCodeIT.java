package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Code in deploy/lib that exports, binds, adds hooks and exits: it does so for the deployment that calls it. */
@Timeout(180)
class LibraryCodeIT {

    private static final String WORK = """
            public interface Work extends java.rmi.Remote {
                String run(String tool, String argument) throws java.rmi.RemoteException;
            }
            """;

    private static final String TOOLS = """
            import java.nio.file.*;
            import java.rmi.Naming;
            import java.rmi.server.UnicastRemoteObject;

            public final class Tools implements Work {
                private final String name;

                private Tools(String name) { this.name = name; }

                @Override public String run(String tool, String argument) { return "offered as " + name; }

                public static String use(String tool, String argument) {
                    try {
                        switch (tool) {
                            case "offer": offer(argument); break;
                            case "offer on a thread": onThread(() -> offer(argument)); break;
                            case "write at the end": Runtime.getRuntime().addShutdownHook(new Thread(() -> write(argument))); break;
                            case "exit": System.exit(Integer.parseInt(argument)); break;
                            default: throw new IllegalArgumentException(tool);
                        }
                        return "done";
                    } catch (InterruptedException failed) {
                        throw new IllegalStateException(failed);
                    }
                }

                private static void onThread(Runnable task) throws InterruptedException {
                    Thread thread = new Thread(task);
                    thread.start();
                    thread.join();
                }

                private static void offer(String name) {
                    try {
                        Naming.rebind("rmi://localhost/" + name, UnicastRemoteObject.exportObject(new Tools(name), 0));
                    } catch (java.io.IOException failed) {
                        throw new java.io.UncheckedIOException(failed);
                    }
                }

                private static void write(String file) {
                    try {
                        Files.writeString(Path.of(file), "ended");
                    } catch (java.io.IOException failed) {
                        throw new java.io.UncheckedIOException(failed);
                    }
                }
            }
            """;

    private static final String WORKER = """
            @dev.hearth.api.HostedObject(name = "%s")
            public final class Worker implements tools.Work {
                @Override public String run(String tool, String argument) { return tools.Tools.use(tool, argument); }
            }
            """;

    private static final String CLIENT = """
            import java.rmi.registry.LocateRegistry;

            public final class WorkClient {
                public static String run(String name, String tool, String argument) throws Exception {
                    return ((Work) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup(name))
                            .run(tool, argument);
                }
            }
            """;

    @TempDir
    Path folder;

    private Server server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        Path library = JarMaker.jar(folder.resolve("deploy/lib/tools.jar"))
                .source("tools.Work", WORK)
                .source("tools.Tools", TOOLS)
                .make();
        for (String name : new String[] {"one", "two"}) {
            JarMaker.jar(folder.resolve("deploy/" + name + ".jar"))
                    .source(name + ".Worker", WORKER.formatted(name))
                    .classPath(library)
                    .make();
        }
        server = Server.start(Jdks.own(), folder);
        Path jar = JarMaker.jar(folder.resolve("client.jar"))
                .source("tools.Work", WORK)
                .source("tools.WorkClient", CLIENT)
                .source("check.Runner", Sources.text("check.Runner"))
                .make();
        client = Client.start(Jdks.own(), jar, "tools.WorkClient", server.port());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void itActsForWhoeverCallsIt() throws IOException {
        Path written = folder.resolve("written");
        client.ask("run", "one", "offer", "first");
        client.ask("run", "one", "write at the end", written);
        client.ask("run", "two", "offer on a thread", "second");
        assertThat(client.ask("run", "first", "", "")).isEqualTo("offered as first");
        assertThat(client.ask("run", "second", "", "")).isEqualTo("offered as second");

        assertThat(server.hearth("undeploy", "one").code()).isZero();
        await("its names go with the one").until(() -> !client.succeeds("run", "first", "", ""));
        await("its hook runs").until(() -> Files.exists(written));
        assertThat(client.ask("run", "second", "", "")).isEqualTo("offered as second");

        assertThat(client.failure("run", "two", "exit", "3"))
                .contains("the deployment two ended itself: System.exit(3)");
        await("the other takes itself out").until(() -> !client.succeeds("run", "second", "", ""));
        await("the note").until(() -> Files.exists(server.deploy().resolve("two.jar.failed")));
        assertThat(server.alive()).isTrue();
    }
}
