package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.hearth.core.admin.Json;
import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hearth x-ray} says of a refused call who refused it, why, and what came before; to people and to programs. */
@Timeout(180)
class XRayIT {

    private static final Jdk JDK = Jdks.all().get(0);
    private static final String MODULES = "META-INF/services/dev.hearth.api.hook.HookModule";

    @TempDir
    static Path folder;

    private static Server server;
    private static Client bank;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("hearth.yaml"), """
                sections:
                  - {objects: accounts/boss, roles: {require: [boss]}}
                  - {objects: accounts/nobody, roles: {annotations: true}}
                  - {objects: accounts/often, limits: {calls-per-second: 1}}
                """);
        Bank.deploy(folder.resolve("deploy"));
        Sources.jar(folder.resolve("deploy/doors.jar"), "looking.DoorsModule")
                .resource(MODULES, "looking.DoorsModule\n")
                .make();
        server = Server.start(JDK, folder);
        bank = Bank.client(JDK, folder, server.port());
    }

    @AfterAll
    static void stop() {
        bank.close();
        server.close();
    }

    /** Calls until the x-ray has seen as many as it wants: it may not look yet when the first is made. */
    private static String xRay(Server asked, String object, Runnable call, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--object", object, "--seconds", "50"));
        arguments.addAll(List.of(more));
        CompletableFuture<String> looking = CompletableFuture.supplyAsync(() -> {
            try {
                Ran ran = asked.hearth("x-ray", arguments.toArray(String[]::new));
                return ran.out() + ran.err();
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        });
        while (!looking.isDone()) {
            call.run();
        }
        return looking.get(1, TimeUnit.SECONDS);
    }

    private static String xRay(String key, Runnable call, String... more) throws Exception {
        return xRay(server, "accounts/" + key, call, more);
    }

    private static String refused(String key) throws Exception {
        return xRay(key, () -> bank.failure("deposit", key, 1), "--count", "1");
    }

    @ParameterizedTest
    @CsvSource({"access,none", "authenticate,access", "authorize,authenticate", "activate,fixup"})
    void whoRefusedIsSaidAndWhatCameBefore(String phase, String before) throws Exception {
        String shown = refused(phase);

        assertThat(shown)
                .containsPattern("call \\d+  accounts/" + phase + "\\.deposit  by anonymous@127.0.0.1\n"
                        + "  REFUSED by doors in " + phase + ": no way through " + phase + "\n"
                        + "  the caller gets java.rmi.AccessException: HEARTH-DENIED: doors: no way through " + phase
                        + "\n")
                .containsPattern(
                        "  " + phase + " +doors +[\\d.]+ ms  denied: no way through " + phase + "   <-- here\n")
                .contains("  the object's method has not run\n")
                .doesNotContain("(the object)");
        if (!before.equals("none")) {
            assertThat(shown).containsPattern("  " + before + " +doors +[\\d.]+ ms  OK\n(?s).*<-- here");
        }
    }

    @Test
    void aDenialInReplyComesAfterTheObject() throws Exception {
        assertThat(refused("reply"))
                .contains("  REFUSED by doors in reply: no way through reply\n")
                .containsPattern("object +\\(the object\\) .*\n  reply +doors .*<-- here\n")
                .doesNotContain("has not run");
    }

    @Test
    void rolesAndLimitsAreNamedWithTheirReasons() throws Exception {
        assertThat(refused("boss"))
                .contains("  REFUSED by roles in authorize: anonymous may not do this\n")
                .containsPattern("authorize +doors .*DECLINED\n  authorize +roles .*<-- here\n");
        assertThat(xRay("often", () -> bank.failureOf("deposit", "often", 1), "--count", "20"))
                .contains("  REFUSED by limits in access: 1 calls per second");
    }

    @Test
    void whereEveryHookDeclinedThatIsSaid() throws Exception {
        assertThat(refused("nobody"))
                .contains("  REFUSED in authorize: each hook there declined\n")
                .contains("HEARTH-DENIED: nobody could authorize the call")
                .contains("  the object's method has not run\n");
    }

    @Test
    void aFaultIsToldWithItsException() throws Exception {
        assertThat(refused("broken"))
                .contains("  FAULT by doors in fixup: fault java.lang.IllegalStateException: the door is broken\n");
    }

    @Test
    void whatAnsweredInTheObjectsPlaceIsNamed() throws Exception {
        assertThat(xRay("handle", () -> bank.ask("balance", "handle"), "--count", "1"))
                .contains("  ok, answered by doors\n");
    }

    @Test
    void aCallThatIsRefusedBeforeItsHooksIsShownToo(@TempDir Path members) throws Exception {
        Members.deploy(members.resolve("deploy"));
        Members.add(JDK, members, "alice");
        try (Server other = Server.start(JDK, members, Members.USERS);
                Client client = Members.client(JDK, members, other.port())) {
            client.ask("login", "alice", "alice-secret");
            client.ask("take", "mine", "alice", "desks/a");
            client.ask("logout", "alice");

            String shown = xRay(other, "desks/*", () -> client.failure("whoKept", "mine"), "--count", "1");

            assertThat(shown)
                    .contains("  desks/a.who  by anonymous@127.0.0.1\n  REFUSED before its hooks were asked\n")
                    .contains("  the caller gets java.rmi.AccessException: HEARTH-SESSION: ");
        }
    }

    @Test
    void programsGetEachCallAsAnObject() throws Exception {
        String text = xRay("authorize", () -> bank.failure("deposit", "authorize", 1), "--count", "2", "--json");

        assertThat(Json.read(text)).asInstanceOf(LIST).hasSize(2).first().satisfies(first -> {
            Map<?, ?> call = (Map<?, ?>) first;
            assertThat(call.get("object")).isEqualTo("accounts/authorize");
            assertThat(call.get("method")).isEqualTo("deposit");
            assertThat(call.get("principal")).isEqualTo("anonymous");
            assertThat(call.get("address")).isEqualTo("127.0.0.1");
            assertThat(call.get("outcome")).isEqualTo("refused");
            assertThat(call.get("by"))
                    .isEqualTo(Map.of("phase", "authorize", "module", "doors", "reason", "no way through authorize"));
            assertThat(call.get("nanos")).isInstanceOf(Number.class);
            assertThat(call.get("steps")).asInstanceOf(LIST).last().satisfies(last -> {
                Map<?, ?> log = (Map<?, ?>) last;
                assertThat(log.get("phase")).isEqualTo("log");
                assertThat(log.get("module")).isEqualTo("access-log");
                assertThat(log.get("answer")).isEqualTo("OK");
                assertThat(log.get("nanos")).isInstanceOf(Number.class);
            });
        });
        assertThat(server.hearth("x-ray", "--seconds", "1", "--object", "none", "--json")
                        .out())
                .isEqualTo("[]\n");
    }
}
