package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Modules that come, change and go while calls are in progress. */
@Timeout(180)
class HotModulesIT {

    private static final Jdk JDK = Jdks.all().get(0);

    @TempDir
    Path folder;

    private Stamp stamp;
    private Server server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        stamp = new Stamp(folder).withTypes().withModule("v1");
        stamp.config();
        server = stamp.start(JDK);
        client = stamp.client(JDK, server.port());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void deploy(Path jar) throws IOException {
        Ran ran = server.hearth("deploy", jar.toString());
        assertThat(ran.code()).as(ran.err()).isZero();
    }

    private CompletableFuture<String> hold() {
        Path began = folder.resolve("began");
        CompletableFuture<String> held =
                client.begin("hold", "hooked/holder", began, folder.resolve("end"), "hooked/other");
        await("the call is in its object").atMost(Duration.ofSeconds(30)).until(() -> Files.exists(began));
        return held;
    }

    @Test
    void aCallKeepsItsHooksWithAllThatItLeadsToAndTheModuleEndsAfterIt() throws IOException {
        CompletableFuture<String> held = hold();
        deploy(stamp.jar("stamp.jar", "v2"));
        try (Client other = stamp.client(JDK, server.port())) {
            assertThat(other.ask("say", "hooked", "x")).endsWith("[v2 plain]");
            assertThat(stamp.told()).contains("v2 start with 2 types").noneMatch(line -> line.startsWith("v1 stop"));
            assertThat(stamp.told()).doesNotContain("v1 close");
        }
        assertThat(held).isNotDone();

        Files.createFile(folder.resolve("end"));
        assertThat(held.join()).isEqualTo("hooked/other says held [v1 plain]");
        stamp.awaitTold("v1 close");
        assertThat(stamp.told()).containsSubsequence("v1 stop with 0 calls", "v1 close");
        await("the former version's files go").atMost(Duration.ofSeconds(30)).until(() -> versions("stamp") == 1);
        assertThat(client.ask("say", "hooked", "x")).endsWith("[v2 plain]");
    }

    private long versions(String deployment) throws IOException {
        try (Stream<Path> files = Files.walk(server.data().resolve("versions"))) {
            return files.filter(file -> file.getFileName().toString().contains(deployment))
                    .filter(file -> file.toString().endsWith(".jar"))
                    .count();
        } catch (UncheckedIOException goesJustNow) {
            return -1;
        }
    }

    private static final String KEEPER = """
            import java.io.*;
            import java.nio.file.*;

            public class Keeper implements dev.hearth.api.hook.HookModule {
                public Keeper() {
                    System.setProperty("java.rmi.server.hostname", "keeper.example");
                    Runtime.getRuntime().addShutdownHook(new Thread(Keeper::tell));
                }
                static void tell() {
                    try {
                        Files.writeString(Path.of("TOLD"), System.getProperty("java.rmi.server.hostname"));
                    } catch (IOException unwritable) {
                        throw new UncheckedIOException(unwritable);
                    }
                }
                @Override public String name() { return "keeper"; }
                @Override public void register(dev.hearth.api.hook.Hooks hooks, dev.hearth.api.hook.ModuleConfig config) {}
            }
            """;

    @Test
    void whatTheConstructorOfAModuleAsksOfTheJvmIsItsDeployments() throws IOException {
        Path told = folder.resolve("told");
        deploy(JarMaker.jar(folder.resolve("keeper.jar"))
                .source("keep.Keeper", KEEPER.replace("TOLD", told.toString()))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "keep.Keeper")
                .make());
        assertThat(told).doesNotExist();

        assertThat(server.hearth("undeploy", "keeper").code()).isZero();

        assertThat(told).hasContent("keeper.example");
    }

    @Test
    void anOpenConnectionIsAskedAgainAtItsNextCall() throws IOException {
        client.ask("say", "hooked", "x");
        deploy(stamp.jar("stamp.jar", "v2"));
        assertThat(stamp.told()).doesNotContain("v2 connect");
        client.ask("say", "hooked", "x");
        assertThat(stamp.told()).contains("v2 connect");
        client.close();
        stamp.awaitTold("v2 disconnect");
        stamp.awaitTold("v1 close");
        assertThat(stamp.told()).doesNotContain("v1 disconnect");
    }

    @Test
    void aStubOfAnObjectOfTheModulesOwnGoesOnWithTheNextVersion() throws IOException {
        assertThat(client.ask("stamps")).isEqualTo("stamps of v1");
        deploy(stamp.jar("stamp.jar", "v2"));
        assertThat(client.ask("stamps")).isEqualTo("stamps of v2");
        assertThat(server.hearth("undeploy", "stamp").code()).isZero();
        assertThat(client.failure("stamps")).startsWith("java.rmi.NoSuchObjectException");
    }

    @Test
    void aModuleThatAppearsAndVanishesTakesEffectWithoutACommand() throws IOException {
        Files.delete(folder.resolve("deploy/stamp.jar"));
        await("no stamp any more")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !client.ask("say", "hooked", "x").contains("["));
        stamp.awaitTold("v1 close");
        assertThat(stamp.told()).anyMatch(line -> line.matches("v1 stop with \\d+ calls"));
        stamp.withModule("v3");
        await("another stamp")
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.ask("say", "hooked", "x").endsWith("[v3 plain]"));
        assertThat(stamp.told()).anyMatch(line -> line.startsWith("v3 deploy hooked"));
    }

    @Test
    void aModuleThatFailsLeavesThePipelineAsItWas() throws IOException {
        Path broken = Sources.jar(folder.resolve("stamp.jar"), "hooked.Stamps")
                .source(
                        "hooked.StampModule",
                        Sources.text("hooked.StampModule")
                                .replace("\"v1\"", "\"v2\"")
                                .replace("refuse.contains(\"configure\")", "true"))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "hooked.StampModule\n")
                .make();
        String hooks = server.hearth("hooks").out();
        Ran refused = server.hearth("deploy", broken.toString());
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("stamp", "no configuration pleases it");
        assertThat(stamp.told()).contains("v2 close").doesNotContain("v1 close");
        assertThat(server.hearth("hooks").out()).isEqualTo(hooks);
        assertThat(client.ask("say", "hooked", "x")).endsWith("[v1 plain]");
    }

    @Test
    void theEndOfTheContainerIsTheLastThatAModuleIsTold() {
        client.ask("say", "hooked", "x");
        server.terminate();
        server.ended();
        assertThat(stamp.told())
                .containsSubsequence("v1 passivate hooked", "v1 undeploy hooked", "v1 stop with 0 calls", "v1 close")
                .endsWith("v1 stop with 0 calls", "v1 close")
                .contains("v1 disconnect");
    }

    @Test
    void aTypeThatAModuleRefusesIsNotDeployed() throws IOException {
        server.close();
        stamp.config(List.of("refuse: second"));
        server.again();
        Path second = Sources.jar(folder.resolve("second.jar"), "hooked.Hooked", "hooked.Marked")
                .source(
                        "hooked.HookedObject",
                        Sources.text("hooked.HookedObject").replace("name = \"hooked\"", "name = \"second\""))
                .make();
        Ran refused = server.hearth("deploy", second.toString());
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("the module stamp refuses second: it does not like it");
        assertThat(stamp.told()).contains("v1 undeploy second");
        assertThat(server.hearth("types").out()).doesNotContain("second");
    }
}
