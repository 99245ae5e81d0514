package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New versions that can't be loaded or activated: the one before goes on, and the reason is told. */
@Timeout(180)
class FailedVersionIT {

    private static final String VOICE =
            "public interface Voice extends java.rmi.Remote { String say() throws java.rmi.RemoteException; }";

    private static final String CLIENT = """
            import java.rmi.registry.LocateRegistry;

            public final class VoiceClient {
                public static String say() throws Exception {
                    return ((Voice) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("voice")).say();
                }
            }
            """;

    private static final String OBJECT = """
            @dev.hearth.api.HostedObject(name = "voice", preload = true)
            public final class VoiceObject implements Voice {
                static final String WORDS = words();
                static String words() { return "one"; }
                public VoiceObject() {}
                @Override public String say() { return WORDS; }
            }
            """;

    /** Which version; what it does when it is activated. */
    private static final String COUNTING = """
            import dev.hearth.api.*;

            @HostedObject(name = "voice", lifecycle = Lifecycle.PERSISTENT, preload = true)
            public final class VoiceObject implements Voice {
                private int count;
                @OnActivate void begin() { %2$s }
                @Override public String say() { return ++count + " %1$s"; }
            }
            """;

    private static final String FAILING = """
            import java.nio.file.*;

            @dev.hearth.api.HostedObject(name = "zzz", preload = true)
            public final class Second implements Voice {
                public Second() throws Exception {
                    Files.createFile(Path.of("attempted"));
                    while (!Files.exists(Path.of("go"))) {
                        Thread.sleep(5);
                    }
                    throw new IllegalStateException("no third");
                }
                @Override public String say() { return ""; }
            }
            """;

    private static final String LATE = """
            import java.nio.file.*;

            public final class Main {
                public static void main(String[] args) throws Exception {
                    new java.util.Timer();
                    while (!Files.exists(Path.of("go"))) {
                        Thread.sleep(5);
                    }
                    throw new IllegalStateException("no backend");
                }
            }
            """;

    private static final String ASKING = """
            @dev.hearth.api.HostedObject(name = "asking", preload = true)
            public final class AskingObject implements Voice {
                private final String heard;
                public AskingObject(dev.hearth.api.ObjectContext context) throws Exception {
                    heard = context.lookup("voice", Voice.class).say();
                }
                @Override public String say() { return heard; }
            }
            """;

    @TempDir
    Path folder;

    private Server server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        drop(OBJECT);
        server = Server.start(Jdks.own(), folder);
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

    private void drop(String object) {
        JarMaker.jar(folder.resolve("deploy/voices.jar"))
                .source("voices.Voice", VOICE)
                .source("voices.VoiceObject", object)
                .make();
    }

    private Path beside(String ending) {
        return folder.resolve("deploy/voices.jar" + ending);
    }

    @ParameterizedTest
    @CsvSource({
        "'public VoiceObject() {}', 'public VoiceObject() { throw new IllegalStateException(\"no room today\"); }', no room today at voices.VoiceObject.<init>(VoiceObject.java:",
        "'return \"one\"; }', 'throw new IllegalStateException(\"no words\"); }', no words at voices.VoiceObject.words(VoiceObject.java:",
        "'name = \"voice\"', 'name = \"//\"', leading",
    })
    void theOneBeforeGoesOn(String part, String broken, String reason) throws IOException {
        assertThat(client.ask("say")).isEqualTo("one");
        drop(OBJECT.replace(part, broken));
        await("the note about the failure").until(() -> Files.exists(beside(".failed")));
        assertThat(beside(".failed")).content().contains("The version before it goes on running.", reason);
        await("what runs names the failure")
                .until(() -> Files.readString(beside(".deployed")).contains("voices.jar.failed says why"));
        assertThat(client.ask("say")).isEqualTo("one");

        assertThat(server.hearth("rollback", "voices").code()).isZero();
        assertThat(beside(".failed")).doesNotExist();
        assertThat(client.ask("say")).isEqualTo("one");
        drop(OBJECT.replace("\"one\"", "\"two\""));
        await("a sound version").until(() -> client.ask("say").equals("two"));
    }

    @Test
    void aRefusedVersionHasChangedNoStateAndServedNobody() throws IOException {
        server.hearth("undeploy", "voices");
        drop(COUNTING.formatted("first", ""));
        await("a version with state").until(() -> Files.exists(beside(".deployed")));
        assertThat(client.ask("say")).isEqualTo("1 first");
        assertThat(client.ask("say")).isEqualTo("2 first");
        JarMaker.jar(folder.resolve("deploy/voices.jar"))
                .source("voices.Voice", VOICE)
                .source("voices.VoiceObject", COUNTING.replace("count", "sum").formatted("second", "sum = 100;"))
                .source("voices.Second", FAILING)
                .make();
        await("the attempt").until(() -> Files.exists(folder.resolve("attempted")));
        assertThat(client.ask("say")).isEqualTo("3 first");
        Files.createFile(folder.resolve("go"));
        await("the note about the failure").until(() -> Files.exists(beside(".failed")));
        assertThat(beside(".failed")).content().contains("no third");
        assertThat(client.ask("say")).isEqualTo("4 first");

        server.kill();
        drop(COUNTING.formatted("first", ""));
        server.again();
        assertThat(client.ask("say")).isEqualTo("5 first");
    }

    @Test
    void aMainThatWaitsHoldsNobodyUpAndIsToldWhenItFailsInTheEnd() throws IOException {
        JarMaker.jar(folder.resolve("deploy/late.jar"))
                .source("late.Main", LATE)
                .resource("META-INF/hearth.yaml", "main: late.Main")
                .make();
        Path runs = folder.resolve("deploy/late.jar.deployed");
        await("that it goes on in the background").until(() -> Files.exists(runs));
        Files.createFile(folder.resolve("go"));
        Path failed = folder.resolve("deploy/late.jar.failed");
        await("the note about its end").until(() -> Files.exists(failed));
        assertThat(failed)
                .content()
                .contains("late.Main.main failed: java.lang.IllegalStateException: no backend at late.Main.main");
        await("its end").until(() -> !Files.exists(runs));
    }

    private static final String SERVING = """
            public final class Main {
                public static void main(String[] args) throws Exception {
                    java.rmi.Naming.rebind("NAME", new VoiceObject());
                    Thread.sleep(1_000_000);
                }
            }
            """;

    private static final String SILENT = """
            public final class Main {
                public static void main(String[] args) throws Exception {
                    connect();
                }
                private static void connect() throws Exception {
                    new java.util.concurrent.CountDownLatch(1).await();
                }
            }
            """;

    private Path program(Path jar, String main) {
        return JarMaker.jar(jar)
                .source("late.Voice", VOICE)
                .source("late.VoiceObject", """
                        public final class VoiceObject extends java.rmi.server.UnicastRemoteObject implements Voice {
                            public VoiceObject() throws java.rmi.RemoteException {}
                            @Override public String say() { return "served"; }
                        }""")
                .source("late.Main", main)
                .resource("META-INF/hearth.yaml", "main: late.Main")
                .make();
    }

    @Test
    void aMainThatExportsNothingDoesNotTakeThePlaceOfOneThatServes() throws IOException {
        Path jar = program(folder.resolve("deploy/late.jar"), SERVING.replace("NAME", "ex"));
        Path runs = folder.resolve("deploy/late.jar.deployed");
        Path failed = folder.resolve("deploy/late.jar.failed");
        await("what runs")
                .until(() -> Files.exists(runs) && Files.readString(runs).contains("- ex\n"));

        program(jar, SILENT);
        await("the note about the failure").until(() -> Files.exists(failed));
        assertThat(failed)
                .content()
                .contains("late.jar", "The version before it goes on running.", "late.Main.main has exported nothing")
                .containsPattern("at late\\.Main\\.connect \\(Main\\.java:\\d+\\)")
                .contains("hearth undeploy late");
        assertThat(runs).content().contains("- ex\n");
        assertThat(server.hearth("call", "ex", "say").out()).isEqualTo("\"served\"\n");

        program(jar, SERVING.replace("NAME", "other"));
        await("the next one's names").until(() -> Files.readString(runs).contains("- other\n"));
        assertThat(runs).content().doesNotContain("- ex\n");
        assertThat(failed).doesNotExist();
    }

    @Test
    void aFirstMainThatExportsNothingRunsAndIsToldWithItsPlace() throws IOException {
        Path jar = program(folder.resolve("late.jar"), SILENT);
        Server.Ran deployed = server.hearth("deploy", jar.toString());
        assertThat(deployed.code()).as(deployed.err()).isZero();
        String told = "late\\.Main\\.main has exported nothing and bound no name yet; it is at late\\.Main\\.connect"
                + " \\(Main\\.java:\\d+\\)";
        assertThat(deployed.out()).containsPattern("late is deployed; " + told);
        assertThat(folder.resolve("deploy/late.jar.deployed")).content().containsPattern("pending: .*" + told);
    }

    private static final String STUBBORN = """
            public final class Main {
                public static void main(String[] args) throws Exception {
                    java.rmi.Naming.rebind("NAME", new VoiceObject());
                    try {
                        synchronized (Main.class) {
                            Main.class.wait();
                        }
                    } catch (InterruptedException stopped) {
                        System.exit(1);
                    }
                }
            }
            """;

    @Test
    void whatMainsDoWhenTheyAreStoppedIsNoNews() throws IOException {
        for (String name : new String[] {"one", "two"}) {
            program(folder.resolve("deploy/" + name + ".jar"), STUBBORN.replace("NAME", name));
            program(folder.resolve("deploy/sleeping-" + name + ".jar"), SERVING.replace("NAME", "sleeping-" + name));
        }
        for (String name : new String[] {"one", "sleeping-one", "two", "sleeping-two"}) {
            await(name).until(() -> Files.exists(folder.resolve("deploy/" + name + ".jar.deployed")));
        }
        server.hearth("undeploy", "one");
        server.hearth("undeploy", "sleeping-one");
        server.terminate();
        server.ended();

        assertThat(server.log())
                .doesNotContain(
                        "ended with an exception",
                        "InterruptedException",
                        "RejectedExecutionException",
                        "is not deployed",
                        "ERROR");
        assertThat(folder.resolve("deploy")).isDirectoryNotContaining("glob:**.failed");
    }

    @Test
    void anObjectThatIsNotExportedIsSaidToBeWithTheProgramsOwnLine() throws IOException {
        JarMaker.jar(folder.resolve("deploy/bare.jar"))
                .source("bare.Voice", VOICE)
                .source("bare.Bare", """
                        public final class Bare implements Voice {
                            public String say() { return "bare"; }
                            public static void main(String[] args) throws Exception {
                                java.rmi.registry.LocateRegistry.createRegistry(1099).rebind("bare", new Bare());
                            }
                        }""")
                .resource("META-INF/hearth.yaml", "main: bare.Bare")
                .make();
        Path failed = folder.resolve("deploy/bare.jar.failed");
        await("the note").until(() -> Files.exists(failed));
        assertThat(failed)
                .content()
                .contains("bare.Bare is not exported", "UnicastRemoteObject.exportObject(object, 0)")
                .contains(" at bare.Bare.main(Bare.java:4)");
    }

    @Test
    void aLateExitIsSaidToBeOfAFormerVersion() throws IOException {
        Path jar = folder.resolve("deploy/exit.jar");
        String main = """
                import java.nio.file.*;
                public final class Exit implements Runnable {
                    public static void main(String[] args) throws Exception {
                        java.rmi.registry.LocateRegistry.createRegistry(1099).rebind("exit%1$s",
                                java.rmi.server.UnicastRemoteObject.exportObject((Voice) () -> "", 0));
                        %2$s
                    }
                    public void run() {
                        while (!Files.exists(Path.of("go"))) { Thread.onSpinWait(); }
                        System.exit(3);
                    }
                }""";
        JarMaker.jar(jar)
                .source("ex.Voice", VOICE)
                .source("ex.Exit", main.formatted("1", "new Thread(new Exit()).start();"))
                .resource("META-INF/hearth.yaml", "main: ex.Exit")
                .make();
        await("the first").until(() -> Files.exists(folder.resolve("deploy/exit.jar.deployed")));
        assertThat(server.hearth("undeploy", "exit").code()).isZero();
        await("its end").until(() -> server.log().contains("exit.jar has left something behind"));
        Files.createFile(folder.resolve("go"));
        await("what is said").until(() -> server.log().contains("System.exit(3): "));
        assertThat(server.log())
                .contains("System.exit(3): ex.Exit is of a former version of its deployment, which has ended");
    }

    @Test
    void aMainBesideObjectsMayEndInTheBackground() throws IOException {
        JarMaker.jar(folder.resolve("deploy/voices.jar"))
                .source("voices.Voice", VOICE)
                .source("voices.VoiceObject", OBJECT)
                .source("late.Main", LATE)
                .resource("META-INF/hearth.yaml", "main: late.Main")
                .make();
        server.kill().again();
        Files.createFile(folder.resolve("go"));
        await("its end").until(() -> server.log().contains("no backend"));
        assertThat(client.ask("say")).isEqualTo("one");
        assertThat(beside(".failed")).doesNotExist();
    }

    @Test
    void aClassThatOnlyTheConstructorNeeds() {
        JarMaker.jar(folder.resolve("deploy/voices.jar"))
                .source("voices.Voice", VOICE)
                .source("voices.Lungs", "public final class Lungs {}")
                .source(
                        "voices.VoiceObject",
                        OBJECT.replace("public VoiceObject() {}", "public VoiceObject() { new Lungs(); }"))
                .without("voices.Lungs")
                .make();
        await("the note about the failure").until(() -> Files.exists(beside(".failed")));
        assertThat(beside(".failed"))
                .content()
                .contains("voices.VoiceObject needs the class voices.Lungs, which is missing: pack it into the JAR");
        assertThat(client.ask("say")).isEqualTo("one");
    }

    @Test
    void aClassThatOnlyACallNeedsIsToldInTheLog() {
        JarMaker.jar(folder.resolve("deploy/voices.jar"))
                .source("voices.Voice", VOICE)
                .source("voices.Lungs", "public final class Lungs {}")
                .source("voices.VoiceObject", OBJECT.replace("return WORDS; }", "return WORDS + new Lungs(); }"))
                .without("voices.Lungs")
                .make();
        await("a failed call").until(() -> client.failureOf("say").isPresent());
        await("the log")
                .until(
                        () -> server.log()
                                .contains(
                                        "voices.VoiceObject needs the class voices.Lungs, which is missing: pack it into the JAR"));
    }

    @Test
    void aRestartSaysItAgainAndNothingRuns() throws IOException {
        drop(OBJECT.replace("return \"one\"; }", "throw new IllegalStateException(\"no words\"); }"));
        await("the note about the failure").until(() -> Files.exists(beside(".failed")));
        server.kill().again();
        assertThat(beside(".failed")).content().contains("Nothing of it runs.", "no words");
        assertThat(beside(".deployed")).doesNotExist();
        assertThat(server.hearth("rollback", "voices").out()).contains("voices.jar is what it was before");
        assertThat(client.ask("say")).isEqualTo("one");
    }

    @Test
    void aJarThatNeedsAnotherOnesObjectAtItsStartMayComeBeforeIt() throws IOException {
        Path asking = JarMaker.jar(folder.resolve("deploy/asking.jar"))
                .source("voices.Voice", VOICE)
                .source("voices.AskingObject", ASKING)
                .make();
        Path asked = asking.resolveSibling("asking.jar.deployed");
        Path failed = asking.resolveSibling("asking.jar.failed");
        await("one that comes later").until(() -> Files.exists(asked));
        server.kill().again();
        assertThat(asked).exists();
        assertThat(failed).doesNotExist();

        Files.delete(folder.resolve("deploy/voices.jar"));
        await("the end of the other").until(() -> !Files.exists(beside(".deployed")));
        Files.setLastModifiedTime(asking, FileTime.fromMillis(0));
        await("the note about the failure").until(() -> Files.exists(failed));
        drop(OBJECT);
        await("both").until(() -> Files.exists(beside(".deployed")) && !Files.exists(failed));
        assertThat(client.ask("say")).isEqualTo("one");
    }
}
