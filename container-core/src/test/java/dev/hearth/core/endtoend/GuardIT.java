package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The container does not open where a module that could keep calls out is missing. */
@Timeout(180)
class GuardIT {

    private static final Jdk JDK = Jdks.all().get(0);

    @TempDir
    Path folder;

    private Ran refused(String... settings) throws IOException {
        String[] arguments = new String[settings.length + 1];
        arguments[0] = "--config=" + folder.resolve("hearth.yaml");
        System.arraycopy(settings, 0, arguments, 1, settings.length);
        Ran ran = Server.refused(JDK, folder, arguments);
        assertThat(ran.code()).as(ran.out() + ran.err()).isNotZero();
        return ran;
    }

    @Test
    void aModuleThatFailsStopsTheStartUnlessItMayBeMissing() throws IOException {
        Stamp stamp = new Stamp(folder).withTypes().withModule("v1");
        stamp.config(List.of("refuse: configure"));
        assertThat(refused().err())
                .contains("does not start without its hook modules")
                .contains("stamp.jar: the module stamp", "no configuration pleases it")
                .contains("start.without-modules: true")
                .doesNotContain("hooked.jar is deployed", "there is no module 'stamp'");
        assertThat(stamp.told()).containsOnlyOnce("v1 configure of true");

        stamp.config(List.of("refuse: configure"), "start: {without-modules: true}");
        try (Server server = stamp.start(JDK);
                Client client = stamp.client(JDK, server.port())) {
            assertThat(server.log()).contains("the container starts without a hook module: stamp.jar");
            assertThat(client.ask("say", "hooked", "x")).doesNotContain("[");
        }
    }

    @Test
    void aModuleThatDoesNotReturnFromItsHookStopsTheStart() throws IOException {
        Stamp stamp = new Stamp(folder).withModule("v1");
        stamp.config(List.of("refuse: return"), "start: {hook-timeout: 3s}");
        assertThat(refused().err())
                .contains("stamp.jar: the module stamp has not returned from its configure hook within 3000 ms"
                        + " (start.hook-timeout)")
                .containsPattern("it was in java.base.*, called from stamp-\\d+//hooked.StampModule.lambda");
    }

    /** A JAR with a module of its name, whose hook of access has this place. */
    private void module(String name, String place) {
        JarMaker.jar(folder.resolve("deploy").resolve(name + ".jar"))
                .source("guards.Guard", """
                        import dev.hearth.api.hook.*;

                        public final class Guard implements HookModule {
                            @Override public String name() { return "NAME"; }
                            @Override public void register(Hooks hooks, ModuleConfig config) {
                                hooks.start(server -> System.out.println("start of NAME"));
                                hooks.access(call -> {
                                    System.out.println("access of NAME");
                                    return Answer.OK;
                                })PLACE;
                                hooks.authenticate(call -> {
                                    System.out.println("authenticate of NAME");
                                    return Answer.OK;
                                });
                            }
                        }
                        """.replace("NAME", name).replace("PLACE", place))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "guards.Guard\n")
                .make();
    }

    @Test
    void modulesOfSeveralJarsThatWantToRunInACircleStopTheStartBeforeAnObjectBegins() throws IOException {
        new Stamp(folder).withTypes();
        Files.writeString(folder.resolve("hearth.yaml"), "");
        module("first", ".after(\"second\")");
        module("second", ".after(\"first\")");
        module("third", "");
        String told = refused().err();
        assertThat(told.substring(told.indexOf("does not start without")))
                .containsOnlyOnce("first.jar, second.jar: the hooks of phase access want to run in a circle:"
                        + " first before second before first");
        assertThat(told).doesNotContain("hooked.jar is deployed", "third.jar is not deployed");
        assertThat(folder.resolve("deploy/first.jar.failed")).content().contains("in a circle");
        assertThat(folder.resolve("deploy/second.jar.failed")).content().contains("in a circle");
    }

    @Test
    void aModuleWhoseJarHasTheNameOfAnotherDeploymentIsMissingToo() throws IOException {
        new Stamp(folder).withTypes();
        Files.writeString(folder.resolve("hearth.yaml"), "");
        Files.createDirectories(folder.resolve("deploy/hooked"));
        Files.move(folder.resolve("deploy/hooked.jar"), folder.resolve("deploy/hooked/types.jar"));
        module("hooked", "");
        assertThat(refused().err())
                .contains(
                        "does not start without its hook modules", "hooked.jar: ", "has the name 'hooked': rename one")
                .doesNotContain("hooked is deployed");
    }

    @Test
    void whatOthersWantToStandBesideStaysUntilTheyAreGone() throws IOException {
        Stamp stamp = new Stamp(folder).withTypes();
        Files.writeString(folder.resolve("hearth.yaml"), "");
        module("first", "");
        module("second", ".after(\"first\")");
        try (Server server = stamp.start(JDK);
                Client client = stamp.client(JDK, server.port())) {
            assertThat(server.log())
                    .as("nobody needs to know before the start whether strangers are let in")
                    .contains("first: start of first")
                    .doesNotContain("authenticate of");
            client.ask("say", "hooked", "x");
            assertThat(server.log())
                    .as("what a module prints is its own deployment's")
                    .contains("first: access of first", "second: access of second");

            Ran undeploy = server.hearth("undeploy", "first");
            assertThat(undeploy.code()).isNotZero();
            assertThat(undeploy.err())
                    .contains("first stays: the module second wants to stand beside its module: undeploy first");
            assertThat(folder.resolve("deploy/first.jar")).exists();

            assertThat(server.hearth("undeploy", "second").code()).isZero();
            assertThat(server.hearth("undeploy", "first").code()).isZero();

            module("first", "");
            awaitModules(server, List.of("first"), List.of());
            module("second", ".after(\"first\")");
            awaitModules(server, List.of("first", "second"), List.of());
            Files.delete(folder.resolve("deploy/first.jar"));
            await("first is gone, and goes on")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> server.log().contains("first is gone, but its modules go on"));
            awaitModules(server, List.of("first", "second"), List.of());
            Files.delete(folder.resolve("deploy/second.jar"));
            awaitModules(server, List.of(), List.of("first", "second"));
        }
    }

    private static void awaitModules(Server server, List<String> there, List<String> gone) {
        await("modules")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(server.hearth("modules").out().lines())
                        .anyMatch(line -> line.startsWith("access-log"))
                        .satisfies(lines ->
                                there.forEach(name -> assertThat(lines).anyMatch(line -> line.startsWith(name + " "))))
                        .noneMatch(line -> gone.stream().anyMatch(name -> line.startsWith(name + " "))));
    }

    @Test
    void aModuleThatDoesNotReturnFromRegisterOrCloseHoldsNothingUp() throws IOException {
        Path hanging = JarMaker.jar(folder.resolve("hanging.jar"))
                .source("guards.Hanging", """
                        public final class Hanging implements dev.hearth.api.hook.HookModule, AutoCloseable {
                            @Override public String name() { return "hanging"; }
                            @Override public void register(
                                    dev.hearth.api.hook.Hooks hooks, dev.hearth.api.hook.ModuleConfig config) {
                                hooks.page("a page", query -> {
                                    hang();
                                    return dev.hearth.api.hook.Page.Content.text("");
                                });
                                if (config.has("hangs")) {
                                    hang();
                                }
                            }
                            @Override public void close() { hang(); }
                            private static void hang() {
                                while (true) {
                                    try {
                                        Thread.sleep(60_000);
                                    } catch (InterruptedException early) {
                                        return;
                                    }
                                }
                            }
                        }
                        """)
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "guards.Hanging\n")
                .make();
        Path config = folder.resolve("hearth.yaml");
        Files.writeString(config, "start: {hook-timeout: 3s}\n");
        try (Server server = Server.start(JDK, folder, "--config=" + config)) {
            assertThat(server.hearth("deploy", hanging.toString()).code()).isZero();
            assertThat(server.hearth("page", "hanging").err())
                    .contains("the module hanging has not returned from its page within 3000 ms");
            Files.writeString(config, "start: {hook-timeout: 3s}\nmodules: {hanging: {hangs: true}}\n");
            Ran reload = server.hearth("reload");
            assertThat(reload.code()).isNotZero();
            assertThat(reload.err())
                    .contains("the module hanging has not returned from its register method within 3000 ms")
                    .containsPattern("called from hanging-\\d+//guards.Hanging.hang");
            Ran undeploy = server.hearth("undeploy", "hanging");
            assertThat(undeploy.code()).as(undeploy.err()).isZero();
            await("it goes unclosed")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> server.log()
                            .contains("the module hanging goes unclosed: it has not returned from its close method"));
        }
    }

    @Test
    void aModuleIsStartedBeforeItIsAskedWhetherStrangersAreLetIn() throws IOException {
        Files.writeString(folder.resolve("hearth.yaml"), "host: 0.0.0.0\n");
        module("first", "");
        assertThat(refused().err())
                .contains("open: true")
                .containsSubsequence("start of first", "authenticate of first");
    }

    @Test
    void aModuleThatIsConfiguredAndNotThereStopsTheStart() throws IOException {
        new Stamp(folder).withTypes().config();
        assertThat(refused().err()).contains("modules.stamp: there is no module 'stamp'; the nearest is 'status'");
    }

    @Test
    void aBrokenDeploymentOfObjectsDoesNot() throws IOException {
        Stamp stamp = new Stamp(folder).withTypes().withModule("v1");
        stamp.config();
        Files.writeString(folder.resolve("deploy/broken.jar"), "no JAR");
        Files.createDirectories(folder.resolve("deploy/classes"));
        Sources.jar(folder.resolve("deploy/unfit.jar"), "hooked.Hooked")
                .resource("META-INF/hearth.yaml", "objects: [{name: unfit, class: hooked.Missing}]\n")
                .make();
        try (Server server = stamp.start(JDK);
                Client client = stamp.client(JDK, server.port())) {
            assertThat(server.log()).contains("unfit.jar is not deployed");
            assertThat(folder.resolve("out-1.txt"))
                    .content()
                    .contains("2 deployments in ", "; not deployed: broken.jar, unfit.jar, classes (no .jar in it))");
            assertThat(client.ask("say", "hooked", "x")).endsWith("[v1 plain]");
        }
    }

    @Test
    void theOnlyModuleThatAsksWhoCallsStaysWhereTheContainerServesMoreThanThisMachine() throws IOException {
        Stamp stamp = new Stamp(folder).withTypes().withModule("v1");
        stamp.config(List.of("refuse: strangers"), "host: 0.0.0.0");
        try (Server server = stamp.start(JDK);
                Client client = stamp.client(JDK, server.port())) {
            Ran undeploy = server.hearth("undeploy", "stamp");
            assertThat(undeploy.code()).isNotZero();
            assertThat(undeploy.err()).contains("stamp stays", "nothing would ask who calls", "open: true");
            assertThat(folder.resolve("deploy/stamp.jar")).exists();
            Ran replace = server.hearth("deploy", openVersion().toString());
            assertThat(replace.code()).isNotZero();
            assertThat(replace.err()).contains("open: true");

            Files.delete(folder.resolve("deploy/stamp.jar"));
            await("the log says that the module goes on")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.log().contains("stamp is gone, but its modules go on"));
            assertThat(client.failure("say", "hooked", "x")).contains("HEARTH-DENIED: stamp: a stranger");
        }
    }

    /** The same deployment with a module that asks nobody. */
    private Path openVersion() {
        return Sources.jar(folder.resolve("stamp.jar"), "hooked.Stamps")
                .source("hooked.StampModule", Sources.text("hooked.StampModule").replace("\"strangers\"", "\"nobody\""))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "hooked.StampModule\n")
                .make();
    }
}
