package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
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
                .contains("start.without-modules: true");

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
                .contains("stamp.jar: the module stamp")
                .contains("has not returned from its configure hook within 3000 ms (start.hook-timeout)");
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
        Sources.jar(folder.resolve("deploy/unfit.jar"), "hooked.Hooked")
                .resource("META-INF/hearth.yaml", "objects: [{name: unfit, class: hooked.Missing}]\n")
                .make();
        try (Server server = stamp.start(JDK);
                Client client = stamp.client(JDK, server.port())) {
            assertThat(server.log()).contains("unfit.jar is not deployed");
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
