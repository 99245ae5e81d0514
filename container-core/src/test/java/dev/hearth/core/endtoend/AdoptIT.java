package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hearth adopt}, from a JAR that knows nothing of Hearth to a call. */
@Timeout(120)
class AdoptIT {

    @TempDir
    Path folder;

    private Ran adopt(String... arguments) throws IOException {
        List<String> words = new java.util.ArrayList<>(List.of("adopt"));
        words.addAll(List.of(arguments));
        return Server.hearth(Jdks.own(), folder, words);
    }

    private Path bank(String... more) {
        List<String> classes = new java.util.ArrayList<>(List.of(
                "legacy.bank.Account",
                "legacy.bank.AccountImpl",
                "legacy.bank.Bank",
                "legacy.bank.BankImpl",
                "legacy.bank.Overdrawn"));
        classes.addAll(List.of(more));
        return Sources.jar(folder.resolve("bank.jar"), classes.toArray(String[]::new))
                .make();
    }

    @Test
    void serverIsShownWithWhatItDoesAndTheDescriptorThatItGets() throws IOException {
        bank("legacy.bank.BankServer", "legacy.bank.BankClient");

        Ran shown = adopt("bank.jar");

        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out())
                .startsWith("bank.jar: 8 classes for Java 17; read, and not run")
                .contains("legacy.bank.BankServer  a server, binds bank")
                .contains("legacy.bank.BankClient  a client")
                .containsPattern(
                        "Registry.bind\\(\"bank\", new BankImpl\\(…\\)\\) +legacy.bank.BankServer.main \\(BankServer.java:\\d+\\)")
                .contains("  main: legacy.bank.BankServer")
                .contains("  #     args: [Rome, 10]")
                .contains("Next: hearth adopt bank.jar --out adopted/bank.jar");
        Ran json = adopt("bank.jar", "--json");
        assertThat(json.out()).startsWith("{\"jars\":[\"bank.jar\"]").contains("\"kind\":\"runs-threads\"");
    }

    @Test
    void adoptedObjectsAreHostedAndCalled() throws IOException {
        bank();
        Path adopted = folder.resolve("adopted/bank.jar");
        Ran shown = adopt("bank.jar");
        assertThat(shown.out()).contains("#     args: […, …]   # BankImpl(String, int): say them");

        Files.delete(folder.resolve("bank.jar"));
        Sources.jar(
                        folder.resolve("bank.jar"),
                        "legacy.bank.Account",
                        "legacy.bank.AccountImpl",
                        "legacy.bank.Bank",
                        "legacy.bank.BankImpl",
                        "legacy.bank.Overdrawn")
                .source("legacy.bank.Binder", """
                        public class Binder {
                            void bind() throws Exception {
                                java.rmi.Naming.rebind("//localhost/banks/rome", new BankImpl("Rome", 10));
                            }
                        }""")
                .make();
        Ran written = adopt("bank.jar", "--out", "adopted/bank.jar");

        assertThat(written.code()).as(written.err()).isZero();
        assertThat(written.out()).contains("Written: " + adopted);
        Ran checked = Server.hearth(Jdks.own(), folder, List.of("check", adopted.toString()));
        assertThat(checked.code()).as(checked.err()).isZero();
        assertThat(checked.out()).contains("objects: banks/rome");
        try (Server server = Server.start(Jdks.own(), folder.resolve("container"))) {
            assertThat(server.hearth("deploy", adopted.toString()).code()).isZero();
            assertThat(server.hearth("call", "banks/rome", "name").out()).isEqualTo("\"Rome\"\n");
        }
    }

    /** The manifest names the libraries, or nobody does but a script that is not run here. */
    @ParameterizedTest
    @ValueSource(strings = {"Class-Path: lib/api.jar lib/deep/account.jar\n", ""})
    void aServersFolderIsAdoptedCheckedAndRunAsItLies(String classPath) throws IOException {
        Path app = folder.resolve("app");
        Path api = Sources.jar(
                        app.resolve("lib/api.jar"), "legacy.bank.Account", "legacy.bank.Bank", "legacy.bank.Overdrawn")
                .make();
        Path account = Sources.jar(app.resolve("lib/deep/account.jar"), "legacy.bank.AccountImpl")
                .classPath(api)
                .make();
        Sources.jar(app.resolve("server.jar"), "legacy.bank.BankImpl")
                .source("legacy.bank.BankServer", """
                        public class BankServer {
                            public static void main(String[] args) throws Exception {
                                java.rmi.Naming.rebind("//localhost/bank", new BankImpl("Rome", 10));
                            }
                        }""")
                .classPath(api)
                .classPath(account)
                .resource(
                        "META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\nMain-Class: legacy.bank.BankServer\n" + classPath)
                .make();
        Files.writeString(app.resolve("start.sh"), "java -cp server.jar:lib/*:lib/deep/* legacy.bank.BankServer");

        Ran written = adopt("app", "--out", "adopted/app");

        Path adopted = folder.resolve("adopted/app");
        assertThat(written.code()).as(written.err()).isZero();
        assertThat(written.out())
                .startsWith("app (server.jar, lib/api.jar, lib/deep/account.jar): 7 classes")
                .contains("legacy.bank.BankServer  a server, binds bank");
        assertThat(adopted.resolve("start.sh")).exists();
        Ran checked = Server.hearth(Jdks.own(), folder, List.of("check", adopted.toString()));
        assertThat(checked.code()).as(checked.err()).isZero();
        try (Server server = Server.start(Jdks.own(), folder.resolve("container"))) {
            Files.move(adopted, server.deploy().resolve("app"));
            Path deployed = server.deploy().resolve("app.deployed");
            await("what runs").until(() -> Files.exists(deployed));
            await("the name").until(() -> Files.readString(deployed).contains("- bank\n"));
            assertThat(server.hearth("call", "bank", "name").out()).isEqualTo("\"Rome\"\n");
        }
    }

    @Test
    void jarKeepsADescriptorThatItHas() throws IOException {
        Path jar = bank("legacy.bank.BankServer");
        assertThat(adopt("bank.jar", "--write").out()).contains("Written: " + jar);

        Ran again = adopt("bank.jar", "--write");

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("bank.jar has a META-INF/hearth.yaml already, and keeps it");
        assertThat(adopt("bank.jar").out())
                .contains("bank.jar has a META-INF/hearth.yaml already; nothing is written.");
        assertThat(adopt("bank.jar", "--out", "copy.jar").code()).isEqualTo(1);
        assertThat(folder.resolve("copy.jar")).doesNotExist();
    }

    @Test
    void summaryDoesNotContradictTheList() throws IOException {
        Sources.jar(folder.resolve("tool.jar"), "legacy.compute.Task")
                .source("legacy.Tool", "public class Tool { public static void main(String[] args) {} }")
                .source("legacy.Other", "public class Other { public static void main(String[] args) {} }")
                .make();

        Ran shown = adopt("tool.jar");
        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.out())
                .contains("legacy.Tool   no RMI that could be seen")
                .contains(
                        "There is nothing to write: it holds no remote object, and none of its programs was seen to be a server.")
                .doesNotContain("no program that binds one");

        Sources.jar(folder.resolve("tool.jar"), "legacy.compute.Task")
                .source("legacy.Tool", "public class Tool { public static void main(String[] args) {} }")
                .make();
        assertThat(adopt("tool.jar").out())
                .contains(
                        "  main: legacy.Tool", "legacy.Tool: No call could be seen that binds an object; a library may")
                .contains("Next: hearth adopt tool.jar");
    }

    @Test
    void misuseIsSaid() throws IOException {
        assertThat(adopt("none.jar"))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.err()).contains("none.jar is not there", "name a JAR"));
        Path none =
                Sources.jar(folder.resolve("empty.jar"), "legacy.compute.Task").make();
        assertThat(adopt(none.toString()))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(1))
                .satisfies(ran -> assertThat(ran.out()).contains("no remote object"));
        assertThat(adopt(none.toString(), "--write").err()).contains("nothing was written");
        bank("legacy.bank.BankServer");
        assertThat(adopt("bank.jar", "--write", "--out", "x.jar").code()).isEqualTo(2);
        Files.writeString(folder.resolve("x.jar"), "taken");
        assertThat(adopt("bank.jar", "--out", "x.jar").err()).contains("x.jar is there already");
    }
}
