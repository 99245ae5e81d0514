package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Pair;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** JARs that come, change and go while the container runs and clients hold stubs. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(300)
record DeploymentIT(Pair jdks) {

    @TempDir
    static Path folder;

    private static Path place;
    private static Server server;
    private static Client client;

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        place = folder.resolve(jdks.toString());
        server = Server.start(jdks.server(), place);
        Path jar = Sources.client(place.resolve("client.jar"), "news.News", "news.NewsClient");
        client = Client.start(jdks.client(), jar, "news.NewsClient", server.port());
    }

    private static void drop(String version) {
        JarMaker.jar(server.deploy().resolve("news.jar"))
                .source("news.News", Sources.text("news.News"))
                .source("news.NewsObject", Sources.text("news.NewsObject").replace("version one", version))
                .make();
    }

    private static void awaitAnswer(String beginning) {
        await("an answer of " + beginning)
                .until(() -> client.succeeds("read") && client.ask("read").startsWith(beginning));
    }

    private static int reads() {
        String answer = client.ask("read");
        return Integer.parseInt(answer.substring(answer.lastIndexOf(' ') + 1));
    }

    @Test
    void jarComesChangesBreaksAndGoesUnderOneStub() throws IOException {
        assertThat(client.failure("read")).startsWith("java.rmi.NotBoundException");
        drop("version one");
        awaitAnswer("version one");
        int reads = reads();

        drop("version two");
        awaitAnswer("version two");
        assertThat(reads()).isGreaterThan(reads);

        Path jar = server.deploy().resolve("news.jar");
        Files.writeString(jar, "no archive");
        Path failed = server.deploy().resolve("news.jar.failed");
        await("the failure is told").until(() -> Files.exists(failed));
        assertThat(failed).content().contains("news.jar");
        assertThat(client.ask("read")).startsWith("version two");

        drop("version three");
        awaitAnswer("version three");
        await("the failure is over").until(() -> !Files.exists(failed));
        reads = reads();

        Files.delete(jar);
        await("the JAR is gone").until(() -> !client.succeeds("read"));
        assertThat(client.failure("read")).startsWith("java.rmi.NoSuchObjectException: HEARTH-UNDEPLOYED");

        drop("version four");
        awaitAnswer("version four");
        assertThat(reads()).isGreaterThan(reads);
        hookModuleTakesEffectWhileItIsThere();
        anotherNameKeepsTheState();
    }

    private static void hookModuleTakesEffectWhileItIsThere() throws IOException {
        Path module = Sources.jar(server.deploy().resolve("closed.jar"), "news.ClosedModule")
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "news.ClosedModule\n")
                .make();
        await("the module denies").until(() -> !client.succeeds("read"));
        assertThat(client.failure("read")).isEqualTo("java.rmi.AccessException: HEARTH-DENIED: closed: closed today");

        Files.delete(module);
        awaitAnswer("version four");
    }

    private static void anotherNameKeepsTheState() throws IOException {
        int reads = reads();
        Path moved = server.deploy().resolve("news-1.1.jar");
        Files.move(server.deploy().resolve("news.jar"), moved);
        awaitDeployed(moved);
        assertThat(client.ask("read")).startsWith("version four");
        assertThat(reads()).isGreaterThan(reads);
        assertThat(server.log()).doesNotContain("news-1.1.jar is not deployed");

        reads = reads();
        Path copied = Files.copy(moved, server.deploy().resolve("news-1.2.jar"));
        Path failed = server.deploy().resolve("news-1.2.jar.failed");
        await("the name is taken").until(() -> Files.exists(failed));
        assertThat(failed).content().contains("the name news", "meets that of");
        Files.delete(moved);
        awaitDeployed(copied);
        assertThat(failed).doesNotExist();
        assertThat(client.ask("read")).startsWith("version four");
        assertThat(reads()).isGreaterThan(reads);
    }

    private static void awaitDeployed(Path jar) {
        Path deployed = jar.resolveSibling(jar.getFileName() + ".deployed");
        await(deployed + "").until(() -> Files.exists(deployed));
    }
}
