package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A change in deploy/lib under load: every deployment on top of it becomes another one, and no call notices more than that. */
@Timeout(180)
class SharedLibraryIT {

    private static final String WORDS =
            "public interface Words extends java.rmi.Remote { String say() throws java.rmi.RemoteException; }";

    private static final String COUNT =
            "public interface Count extends java.rmi.Remote { int next() throws java.rmi.RemoteException; }";

    private static final String EDITION = "public final class %s { public static String now() { return \"%s\"; } }";

    private static final String CALLED = """
            @dev.hearth.api.HostedObject(name = "called")
            public final class CalledObject implements shared.Words {
                @Override public String say() { return shared.First.now() + "=" + shared.Second.now(); }
            }
            """;

    private static final String CALLING = """
            import dev.hearth.api.*;

            @HostedObject(name = "calling")
            public final class CallingObject implements shared.Words {
                private final ObjectContext context;

                public CallingObject(ObjectContext context) { this.context = context; }

                @Override public String say() throws java.rmi.RemoteException {
                    try {
                        return shared.First.now() + "=" + shared.Second.now() + " calls "
                                + context.lookup("called", shared.Words.class).say();
                    } catch (java.rmi.NotBoundException gone) {
                        throw new IllegalStateException(gone);
                    }
                }
            }
            """;

    private static final String PARTICULAR = """
            import dev.hearth.api.*;

            @HostedObject(name = "zealous", preload = true)
            public final class ParticularObject implements shared.Words {
                public ParticularObject() {
                    if (shared.First.now().equals("two")) {
                        throw new IllegalStateException("I can't stand two");
                    }
                }

                @Override public String say() { return shared.First.now(); }
            }
            """;

    private static final String SERVER = """
            import java.rmi.registry.LocateRegistry;
            import java.rmi.server.UnicastRemoteObject;

            public final class SpeakingServer extends UnicastRemoteObject implements shared.Words {
                private SpeakingServer() throws java.rmi.RemoteException {}

                @Override public String say() { return shared.First.now(); }

                public static void main(String[] arguments) throws Exception {
                    LocateRegistry.getRegistry().rebind("speaking", new SpeakingServer());
                }
            }
            """;

    private static final String CLIENT = """
            import java.rmi.registry.LocateRegistry;
            import java.util.concurrent.atomic.*;

            public final class WordsClient {
                private static final AtomicLong CALLS = new AtomicLong();
                private static final AtomicReference<String> WRONG = new AtomicReference<>("nothing");
                private static volatile String last = "";

                public static void begin(String threads) throws Exception {
                    shared.Words words =
                            (shared.Words) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("calling");
                    for (int i = 0; i < Integer.parseInt(threads); i++) {
                        Thread thread = new Thread(() -> call(words));
                        thread.setDaemon(true);
                        thread.start();
                    }
                }

                private static void call(shared.Words words) {
                    while (true) {
                        try {
                            String answer = words.say();
                            last = answer;
                            for (String part : answer.split(" calls ")) {
                                String[] halves = part.split("=");
                                if (!halves[0].equals(halves[1])) {
                                    WRONG.compareAndSet("nothing", answer);
                                }
                            }
                        } catch (Exception failed) {
                            WRONG.compareAndSet("nothing", failed.toString() + " because of " + failed.getCause());
                        }
                        CALLS.incrementAndGet();
                    }
                }

                private static apart.Count count; // held, so that it lives
                public static String count() {
                    try {
                        if (count == null) {
                            count = (apart.Count) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("count");
                        }
                        return "" + count.next();
                    } catch (Exception none) {
                        return "none";
                    }
                }
                public static String spoken() {
                    try {
                        return ((shared.Words) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("speaking"))
                                .say();
                    } catch (Exception none) {
                        return "none";
                    }
                }
                public static String wrong() { return WRONG.get(); }
                public static String last() { return last; }
                public static String calls() { return "" + CALLS.get(); }
            }
            """;

    @TempDir
    Path folder;

    private Server server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        Path shared = library("one");
        deployment("called", "CalledObject", CALLED, shared);
        deployment("calling", "CallingObject", CALLING, shared);
        server = Server.start(Jdks.own(), folder);
        Path jar = JarMaker.jar(folder.resolve("client.jar"))
                .source("shared.Words", WORDS)
                .source("apart.Count", COUNT)
                .source("shared.WordsClient", CLIENT)
                .source("check.Runner", Sources.text("check.Runner"))
                .make();
        client = Client.start(Jdks.own(), jar, "shared.WordsClient", server.port());
        client.ask("begin", 8);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private Path library(String edition) {
        return JarMaker.jar(folder.resolve("deploy/lib/shared.jar"))
                .source("shared.Words", WORDS)
                .source("shared.First", EDITION.formatted("First", edition))
                .source("shared.Second", EDITION.formatted("Second", edition))
                .make();
    }

    private void deployment(String name, String type, String source, Path shared) {
        JarMaker.jar(folder.resolve("deploy/" + name + ".jar"))
                .source(name + "." + type, source)
                .classPath(shared)
                .make();
    }

    private void awaitEdition(String edition) {
        String both = edition + "=" + edition;
        await("calls of edition " + edition).until(() -> client.ask("last").equals(both + " calls " + both));
        long before = Long.parseLong(client.ask("calls"));
        await("more calls").until(() -> Long.parseLong(client.ask("calls")) > before + 100);
    }

    @Test
    void noCallFailsAndNoDeploymentMixesOldAndNew() {
        awaitEdition("one");
        for (String edition : new String[] {"two", "three", "four", "five"}) {
            library(edition);
            awaitEdition(edition);
            assertThat(client.ask("wrong")).isEqualTo("nothing");
        }
    }

    @Test
    void aDeploymentThatUsesNoneOfThemGoesOnAsItWas() {
        awaitEdition("one");
        JarMaker.jar(folder.resolve("deploy/apart.jar"))
                .source("apart.Count", COUNT)
                .source("apart.CountObject", """
                        @dev.hearth.api.HostedObject(name = "count")
                        public final class CountObject implements Count {
                            private int count;
                            @Override public synchronized int next() { return ++count; }
                        }
                        """)
                .make();
        await("one that counts").until(() -> client.ask("count").equals("1"));
        library("two");
        awaitEdition("two");
        assertThat(client.ask("count")).isEqualTo("2");
    }

    @Test
    void whereOneCantBeMadeAnewAllGoOnAsTheyWere() throws IOException {
        awaitEdition("one");
        Path shared = folder.resolve("deploy/lib/shared.jar");
        deployment("particular", "ParticularObject", PARTICULAR, shared);
        JarMaker.jar(folder.resolve("deploy/a-server.jar"))
                .source("speaking.SpeakingServer", SERVER)
                .resource("META-INF/hearth.yaml", "main: speaking.SpeakingServer\n")
                .classPath(shared)
                .make();
        await("one that speaks").until(() -> client.ask("spoken").equals("one"));
        await("the particular one").until(() -> Files.exists(folder.resolve("deploy/particular.jar.deployed")));
        String called = Files.readString(folder.resolve("deploy/called.jar.deployed"));

        library("two");
        Path note = folder.resolve("deploy/lib.failed");
        await("the note about the library").until(() -> Files.exists(note));
        assertThat(note)
                .content()
                .contains(
                        "Changed: lib/shared.jar.",
                        "particular.jar: ",
                        "I can't stand two",
                        "The version before it goes on");
        awaitEdition("one");
        assertThat(folder.resolve("deploy/called.jar.deployed")).content().isEqualTo(called);
        assertThat(client.ask("spoken")).isEqualTo("one");

        library("three");
        awaitEdition("three");
        assertThat(client.ask("spoken")).isEqualTo("three");
        await("no note").until(() -> !Files.exists(note));
        assertThat(client.ask("wrong")).isEqualTo("nothing");
    }

    @Test
    void whatCantBeMadeOfTheNewOnesGoesOnWithTheOldOnes() throws IOException {
        awaitEdition("one");
        Path lacking = JarMaker.jar(folder.resolve("lacking.jar"))
                .source("shared.Words", WORDS)
                .source("shared.First", EDITION.formatted("First", "two"))
                .make();
        Files.writeString(
                folder.resolve("deploy/lib/broken.jar"), "no archive"); // first, so that no look finds the other alone
        Files.move(lacking, folder.resolve("deploy/lib/shared.jar"), StandardCopyOption.REPLACE_EXISTING);
        Path note = folder.resolve("deploy/lib.failed");
        await("the note about the library").until(() -> Files.exists(note));
        assertThat(note).content().contains("lib/broken.jar is not a readable JAR file");
        awaitEdition("one");
        assertThat(client.ask("wrong")).isEqualTo("nothing");
    }
}
