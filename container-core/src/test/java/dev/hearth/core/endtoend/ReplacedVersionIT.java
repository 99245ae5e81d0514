package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a version that was replaced: it lives as long as somebody is in it, and holds it for a bounded time. */
@Timeout(180)
class ReplacedVersionIT {

    private static final String VOICE = """
            public interface Voice extends java.rmi.Remote {
                String say() throws java.rmi.RemoteException;
                Voice child() throws java.rmi.RemoteException;
            }
            """;

    private static final String OBJECT = """
            import java.nio.file.*;

            @dev.hearth.api.HostedObject(name = "voice")
            public final class VoiceObject implements Voice {
                @Override public String say() { return "VERSION"; }
                @Override public Voice child() { return new Child(); }

                static final class Child implements Voice {
                    @Override public String say() {
                        try {
                            Files.writeString(Path.of("inside"), "");
                            while (!Files.exists(Path.of("go"))) {
                                Thread.sleep(5);
                            }
                            return new Later().toString();
                        } catch (Exception failed) {
                            throw new IllegalStateException(failed);
                        }
                    }
                    @Override public Voice child() { return this; }
                }

                static final class Later {
                    @Override public String toString() { return "VERSION, later"; }
                }
            }
            """;

    private static final String CLIENT = """
            import java.rmi.registry.LocateRegistry;

            public final class VoiceClient {
                private static Voice child;
                private static Voice voice() throws Exception {
                    return (Voice) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("voice");
                }
                public static String say() throws Exception { return voice().say(); }
                public static void take() throws Exception { child = voice().child(); }
                public static String ask() throws Exception {
                    Thread other = new Thread(() -> {
                        try {
                            said = child.say();
                        } catch (Exception failed) {
                            said = failed.toString();
                        }
                    });
                    other.start();
                    return "asked";
                }
                private static volatile String said = "";
                public static String said() { return said; }
                public static String again() {
                    try {
                        return child.child().toString();
                    } catch (Exception failed) {
                        return failed.getClass().getSimpleName();
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
        drop("one");
        server = Server.start(Jdks.own(), folder, "--replace.linger=0s");
        Path jar = JarMaker.jar(folder.resolve("client.jar"))
                .source("voices.Voice", VOICE)
                .source("voices.VoiceClient", CLIENT)
                .source("check.Runner", Sources.text("check.Runner"))
                .make();
        client = Client.start(Jdks.own(), jar, "voices.VoiceClient", server.port());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void drop(String version) {
        JarMaker.jar(folder.resolve("deploy/voices.jar"))
                .source("voices.Voice", VOICE)
                .source("voices.VoiceObject", OBJECT.replace("VERSION", version))
                .make();
    }

    private long copies() throws IOException {
        try (Stream<Path> copies = Files.list(server.data().resolve("versions"))) {
            return copies.filter(copy -> copy.getFileName().toString().startsWith("voices"))
                    .count();
        }
    }

    /** A client is in an object of the first version, which loads a class before it returns. */
    private void beInTheFirst() {
        client.ask("take");
        client.ask("ask");
        await("the call").until(() -> Files.exists(folder.resolve("inside")));
    }

    private void leave() throws IOException {
        Files.createFile(folder.resolve("go"));
        await("the answer").until(() -> !client.ask("said").isEmpty());
        assertThat(client.ask("said")).isEqualTo("one, later");
    }

    @Test
    void itsCallsEndAsTheyWouldHaveAndItsOtherObjectsWhenTheirTimeIsOver() throws IOException {
        beInTheFirst();
        drop("two");
        await("the second version").until(() -> client.ask("say").equals("two"));
        await("the end of the first").until(() -> client.ask("again").equals("NoSuchObjectException"));
        assertThat(copies()).isEqualTo(2);
        leave();
        await("the first one's copy").until(() -> copies() == 1);
    }

    @Test
    void whatIsUndeployedWhileACallIsInItGoesWithTheCall() throws IOException {
        beInTheFirst();
        CompletableFuture<Void> undeployed = CompletableFuture.runAsync(() -> {
            try {
                server.hearth("undeploy", "voices");
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        });
        await("the end of its name").until(() -> client.ask("again").equals("NoSuchObjectException"));
        leave();
        undeployed.join();
        await("the copy").until(() -> copies() == 0);
    }
}
