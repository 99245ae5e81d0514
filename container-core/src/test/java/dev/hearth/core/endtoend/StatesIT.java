package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.admin.AdminAddress;
import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Deployments, and the container, that are held, discard and drain. */
@Timeout(180)
class StatesIT {

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+),\"object\":\"registry\"");

    @TempDir
    Path folder;

    private Server server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        List<Jdk> jdks = Jdks.all();
        Path deploy = folder.resolve("deploy");
        Sources.jar(deploy.resolve("office.jar"), "office.Desk", "office.Listener", "office.DeskObject")
                .make();
        server = Server.start(jdks.get(jdks.size() - 1), folder);
        Path jar =
                Sources.client(folder.resolve("client.jar"), "office.Desk", "office.Listener", "office.PatientClient");
        client = Client.start(jdks.get(0), jar, "office.PatientClient", server.port());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private Ran hearth(String command, String... arguments) {
        try {
            return server.hearth(command, arguments);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String out(String command, String... arguments) {
        Ran ran = hearth(command, arguments);
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        return ran.out();
    }

    private void awaitShown(String text, String command, String... arguments) {
        await(command + " shows " + text).until(() -> out(command, arguments).contains(text));
    }

    private int readiness() throws IOException {
        int port = AdminAddress.of(server.data()).orElseThrow().port();
        URI health = URI.create("http://127.0.0.1:" + port + "/health/ready");
        return ((HttpURLConnection) health.toURL().openConnection()).getResponseCode();
    }

    @Test
    void aHeldDeploymentLetsCallsWaitAndAnswersThemWhenItIsResumed() throws Exception {
        assertThat(out("hold", "office")).startsWith("Deployment office is held: new calls wait until 'hearth resume");
        assertThat(out("types")).containsPattern("pooled +office +holding");
        assertThat(readiness()).as("the others take calls").isEqualTo(200);
        CompletableFuture<String> visit = client.begin("visit", "pooled");
        awaitShown("deployment office, which is held", "ps");
        assertThat(hearth("hold", "office"))
                .matches(ran -> ran.code() == 1)
                .matches(ran -> ran.err().equals("deployment office is held already\n"));

        assertThat(out("resume", "office")).isEqualTo("Deployment office takes calls again.\n");

        assertThat(visit.get(30, TimeUnit.SECONDS)).isEqualTo("visited");
        assertThat(out("types")).containsPattern("pooled +office +active");
    }

    @Test
    void aDiscardingDeploymentRefusesAndCanBeTriedAgain() {
        out("discard", "office");

        assertThat(client.failure("visit", "pooled"))
                .startsWith("java.rmi.ServerException: HEARTH-DISCARDED: deployment office takes no calls now")
                .contains("<- java.util.concurrent.RejectedExecutionException");
        assertThat(hearth("call", "pooled", "visit").err()).contains("HEARTH-DISCARDED", "The method has not run.");
        out("resume", "office");
        assertThat(client.ask("visit", "pooled")).isEqualTo("visited");
    }

    @Test
    void aDrainWaitsForTheCallInProgressAndRefusesOthers() throws Exception {
        client.ask("beginToTell", "pooled");
        assertThat(hearth("drain", "office", "--timeout", "0s"))
                .matches(ran -> ran.code() == 1)
                .matches(ran -> ran.err().startsWith("Deployment office goes on draining: 1 call is still in it\n"));
        CompletableFuture<Ran> drain = CompletableFuture.supplyAsync(() -> hearth("drain", "office"));
        assertThat(client.failure("visit", "pooled")).startsWith("java.rmi.ServerException: HEARTH-DRAINING");
        assertThat(drain.isDone()).isFalse();

        assertThat(client.ask("endTelling")).isEqualTo("it said: news");

        Ran drained = drain.get(60, TimeUnit.SECONDS);
        assertThat(drained.code()).as(drained.err()).isZero();
        assertThat(drained.out())
                .endsWith("Deployment office is drained: no call is in it,"
                        + " and none comes in until 'hearth resume office'.\n");
        out("resume", "office");
        assertThat(client.ask("visit", "pooled")).isEqualTo("visited");
    }

    private Path news(String version) {
        return JarMaker.jar(folder.resolve("news.jar"))
                .source("news.News", Sources.text("news.News"))
                .source("news.NewsObject", Sources.text("news.NewsObject").replace("version one", version))
                .make();
    }

    @Test
    void aHeldCallIsAnsweredByTheVersionThatWasPutInMeanwhileAndRefusedByAnUndeployment() throws Exception {
        out("deploy", news("version one").toString());
        out("hold", "news");
        CompletableFuture<Ran> read = CompletableFuture.supplyAsync(() -> hearth("call", "news", "read"));
        awaitShown("deployment news, which is held", "ps");
        out("deploy", news("version two").toString());
        assertThat(out("types")).containsPattern("news +news +holding");
        out("resume", "news");
        assertThat(read.get(60, TimeUnit.SECONDS).out()).isEqualTo("\"version two, read 1\"\n");

        out("hold", "news");
        CompletableFuture<Ran> refused = CompletableFuture.supplyAsync(() -> hearth("call", "news", "read"));
        awaitShown("deployment news, which is held", "ps");
        out("undeploy", "news");
        assertThat(refused.get(60, TimeUnit.SECONDS).err()).contains("HEARTH-DISCARDED: deployment news");
        out("deploy", news("version three").toString());
        assertThat(out("call", "news", "read")).isEqualTo("\"version three, read 2\"\n");
    }

    @Test
    void theStateOfAContainerMeetsLookupsAndCanBeSeen() throws Exception {
        assertThat(out("hold")).startsWith("The container is held");
        assertThat(readiness()).isEqualTo(503);
        assertThat(out("types")).endsWith("The container is holding: 'hearth resume' ends that.\n");
        CompletableFuture<String> visit = client.begin("visit", "pooled");
        awaitShown("the container, which is held", "ps");

        Matcher shown = ID.matcher(out("ps", "--json"));
        assertThat(shown.find()).isTrue();
        out("cancel", shown.group(1));

        assertThat(visit)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("HEARTH-CANCELLED");
        out("resume");
        assertThat(readiness()).isEqualTo(200);
        assertThat(client.ask("visit", "pooled")).isEqualTo("visited");
    }

    @Test
    void aStopEndsHeldCalls() {
        out("hold");
        CompletableFuture<String> visit = client.begin("visit", "pooled");
        awaitShown("the container, which is held", "ps");

        server.terminate();

        assertThat(server.ended()).isEqualTo(143);
        assertThat(visit)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("HEARTH-DISCARDED");
    }
}
