package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The phases that follow connections, objects, types and the container; and what a module can do besides to answer. */
@Timeout(120)
class HookPhasesIT {

    private static final Jdk JDK = Jdks.all().get(0);

    @TempDir
    static Path folder;

    private static Stamp stamp;
    private static Server server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        stamp = new Stamp(folder).withTypes().withModule("v1");
        stamp.config();
        server = stamp.start(JDK);
        client = stamp.client(JDK, server.port());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static String out(String command, String... arguments) throws IOException {
        Ran ran = server.hearth(command, arguments);
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        return ran.out();
    }

    @Test
    void aModuleIsConfiguredAskedAndStartedBeforeTheFirstCall() {
        client.ask("say", "hooked", "hello");
        List<String> told = stamp.told();
        assertThat(told.get(0)).isEqualTo("v1 configure of true");
        assertThat(told).anyMatch(line -> line.startsWith("v1 deploy hooked "));
        assertThat(told).contains("v1 start with 2 types");
        assertThat(told.indexOf("v1 start with 2 types")).isLessThan(told.indexOf("v1 connect"));
    }

    @Test
    void annotationsAreSeenAlthoughTheirClassIsNotThere() {
        String ofClass = "@dev.hearth.api.HostedObject, @hooked.Marked[everybody]";
        String ofSay = "@hooked.Marked[clerk, boss], @dev.hearth.api.HostedObject";
        assertThat(stamp.told()).contains("v1 deploy hooked [" + ofClass + "] [" + ofSay + "] [" + ofClass + "]");
    }

    @Test
    void anObjectIsActivatedAndLetGo() throws IOException {
        client.ask("say", "hooked/brief", "hello");
        assertThat(stamp.told()).contains("v1 activate hooked/brief new true");
        out("remove", "hooked/brief");
        stamp.awaitTold("v1 passivate hooked/brief");
    }

    @Test
    void anObjectThatIsNotLetComeToLifeRefusesTheCallWithTheReason() {
        assertThat(client.failure("say", "hooked/lifeless", "hello"))
                .isEqualTo("java.rmi.AccessException: HEARTH-DENIED: stamp: it stays lifeless");
    }

    @Test
    void aClientThatGoesIsDisconnected() throws IOException {
        try (Client brief = stamp.client(JDK, server.port())) {
            brief.ask("say", "hooked", "hello");
        }
        stamp.awaitTold("v1 disconnect");
    }

    @Test
    void anotherObjectAnswers() {
        assertThat(client.ask("say", "hooked/moved", "hello"))
                .startsWith("hooked/here says hello [v1 plain] [v1 plain]");
    }

    @Test
    void aForwardedCallIsAdmittedAnewAsOneFromOutside() {
        assertThat(client.failure("say", "hooked/shut", "hello"))
                .isEqualTo("java.rmi.AccessException: HEARTH-DENIED: stamp: closed");
    }

    @Test
    void aCallIsForwardedTenTimesAtMost() {
        assertThat(client.failure("say", "hooked/round", "hello"))
                .startsWith("java.rmi.ServerException: HEARTH-FORWARD: ")
                .contains("10 times", "hooked/round");
    }

    @Test
    void whatAModuleSetsIsReadByHostedCodeAlsoFurtherDownTheChain() {
        assertThat(client.ask("tenant", "hooked/a")).isEqualTo("tenant of hooked/a");
        assertThat(client.ask("tenantBy", "hooked/a", "hooked/b")).isEqualTo("tenant of hooked/a");
    }

    @Test
    void theStepsOfACallAreThereWhenAHookHasAskedForThem() {
        client.ask("say", "hooked/explained", "hello");
        assertThat(stamp.told())
                .containsSubsequence(
                        "v1 step access stamp OK true",
                        "v1 step handle stamp DECLINED true",
                        "v1 step object  result true",
                        "v1 step reply stamp OK true");
        assertThat(stamp.told()).noneMatch(line -> line.startsWith("v1 step receive"));
    }

    @Test
    void theTimeOfACallIsToldPartByPart() {
        client.ask("say", "hooked/timed", "hello");
        assertThat(stamp.told()).contains("v1 timing truetruetruetruetrue");
    }

    @Test
    void anObjectOfTheModulesOwnIsLookedUpAsAnyOther() throws IOException {
        assertThat(client.ask("stamps")).isEqualTo("stamps of v1");
        assertThat(out("types")).contains("stamps");
        assertThat(out("call", "stamps", "which")).contains("stamps of v1");
    }

    @Test
    void aPageIsShownOnTheAdminPort() throws IOException {
        assertThat(out("page", "stamp")).isEqualTo("page of v1 {}\n");
        assertThat(out("page")).contains("stamp", "what it is told");
        Ran none = server.hearth("page", "allow");
        assertThat(none.code()).isNotZero();
        assertThat(none.err()).contains("the module 'allow' shows no page");
    }

    @Test
    void thePipelineIsShownWithEveryPhase() throws IOException {
        assertThat(out("hooks"))
                .contains(
                        "connect",
                        "disconnect",
                        "activate",
                        "passivate",
                        "deploy",
                        "undeploy",
                        "configure",
                        "start",
                        "stop",
                        "calls from outside only");
    }
}
