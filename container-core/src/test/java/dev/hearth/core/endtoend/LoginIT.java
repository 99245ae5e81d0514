package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Plain JDK clients that log in, and what their stubs are worth. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(180)
record LoginIT(Pair jdks) {

    private static final String WRONG = "java.rmi.AccessException: HEARTH-LOGIN: user or password is wrong";

    @TempDir
    static Path folder;

    private static Path place;
    private static Server server;
    private static Client client;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        place = Files.createDirectories(folder.resolve(jdks.toString()));
        Members.deploy(place.resolve("deploy"));
        Members.add(jdks.server(), place, "alice", "teller", "auditor");
        Members.add(jdks.server(), place, "bob");
        server = Server.start(
                jdks.server(),
                place,
                Members.USERS,
                "--modules.login.failures=100",
                "--log.level=debug",
                "--modules.access-log.file=" + place.resolve("access.log"));
        client = Members.client(jdks.client(), place, server.port());
        client.ask("login", "alice", "alice-secret");
        client.ask("login", "bob", "bob-secret");
        client.ask("take", "desk", "alice", "desks/a");
        client.ask("take", "bobs", "bob", "desks/b");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void userIsTheCallerWithRoles() {
        assertThat(client.ask("who", "alice", "desks/a")).isEqualTo("alice [auditor, teller]");
        assertThat(client.ask("who", "bob", "desks/a")).isEqualTo("bob []");
    }

    @Test
    void whoHasNotLoggedInFindsTheDoorAndNothingElse() {
        assertThat(client.ask("list", "nobody")).isEqualTo("login");
        assertThat(client.failure("who", "nobody", "desks/a")).startsWith("java.rmi.NotBoundException: desks/a");
        assertThat(client.failure("who", "nobody", "nowhere/a"))
                .as("it does not show whether there is something")
                .isEqualTo(client.failure("who", "nobody", "desks/a").replace("desks/a", "nowhere/a"));
        assertThat(client.failure("whoByNaming", "desks/a")).startsWith("java.rmi.NotBoundException");
        assertThat(client.ask("list", "alice")).startsWith("desks login");
    }

    @Test
    void refusalsSayTheSameWhateverWasWrong() {
        assertThat(client.failure("login", "alice", "bob-secret")).contains(WRONG);
        assertThat(client.failure("login", "nobody", "alice-secret")).contains(WRONG);
        assertThat(client.failure("login", "", "")).contains(WRONG);
        assertThat(client.failure("login", "alice", "x".repeat(100_000))).contains(WRONG);
        assertThat(client.failure("loginWithNothing")).contains(WRONG);
        assertThat(client.failure("login", "alice", "bob-secret"))
                .isEqualTo(client.failure("login", "mallory", "bob-secret"));
        assertThat(server.log())
                .contains("a login from")
                .contains("login.login refused: HEARTH-LOGIN")
                .as("no stack for who guesses")
                .doesNotContain("login.login threw");
    }

    @Test
    void stubsThatCallsReturnBelongToTheSessionOfTheCall() {
        client.ask("takeInner", "inner", "desk");
        client.ask("takeInner", "innermost", "inner");

        assertThat(client.ask("whoKept", "innermost")).isEqualTo("alice [auditor, teller]");
        assertThat(client.ask("sessionOf", "innermost")).isEqualTo(client.ask("sessionOf", "desk"));
    }

    @Test
    void eachLoginIsASessionOfItsOwn() {
        client.ask("loginAs", "again", "alice", "alice-secret");

        assertThat(client.ask("sessionOfRegistry", "again"))
                .isNotEqualTo(client.ask("sessionOfRegistry", "alice"))
                .isNotEqualTo("0");
    }

    @Test
    void stubThatComesBackActsAsWhoeverBringsIt() {
        assertThat(client.ask("whoAt", "bobs", "desk")).isEqualTo("bob []");
        assertThat(client.ask("whoAt", "desk", "bobs")).isEqualTo("alice [auditor, teller]");
    }

    @Test
    void stubInStateIsANameAndNobodysKey() throws IOException {
        client.ask("take", "keeping", "alice", "desks/keeping");
        client.ask("keep", "keeping", "desk");
        client.ask("take", "found", "bob", "desks/keeping");

        assertThat(client.ask("whoAtKept", "found")).isEqualTo("bob []");
        client.ask("takeKept", "fromState", "found");
        assertThat(client.ask("whoKept", "fromState")).isEqualTo("bob []");
        assertThat(server.store("show", "desks/keeping").out())
                .contains("desks/a")
                .doesNotContain("session");
        assertNoKeyIn(server.store("show", "desks/keeping").out(), "desk");
    }

    @Test
    void stubThatLeavesInACallBackIsNobodysKey() {
        String heard = client.ask("ring", "desk");

        assertThat(heard).startsWith("0 ").contains("HEARTH-DENIED: login: log in first");
        assertThat(client.failure("whoKept", "rung")).contains("java.rmi.AccessException: HEARTH-DENIED: login");
    }

    @Test
    void stubInAnExceptionBelongsToWhoCalled() throws IOException {
        String said = client.ask("fail", "desk", "thrown");

        assertThat(client.ask("whoKept", "thrown")).isEqualTo("alice [auditor, teller]");
        assertNoKeyIn(said, "desk");
    }

    @Test
    void stubThatIsBoundIsNobodysKey() {
        client.ask("bind", "alice", "shared", "desk");
        client.ask("take", "shared", "bob", "shared");

        assertThat(client.ask("whoKept", "shared")).isEqualTo("bob []");
        assertThat(client.failure("lookup", "nobody", "shared")).startsWith("java.rmi.NotBoundException");
    }

    @Test
    void forgedIdsReachNothing() {
        String alices = client.ask("idOf", "desk");
        String bobs = client.ask("idOf", "bobs");
        String session = bobs.substring(16, 24);

        assertThat(client.ask("whoWith", "desk", alices)).isEqualTo("alice [auditor, teller]");
        for (String forged : new String[] {
            alices.substring(0, 16) + session + alices.substring(24), // bob's session, signed for alice's
            alices.substring(0, 16) + bobs.substring(16), // bob's session and signature on another object
            alices.substring(0, 16) + "00000000" + alices.substring(24),
            alices.substring(0, 16) + "00000001" + alices.substring(24),
            alices.substring(0, 16) + "ffffffff" + "0".repeat(20),
            "0".repeat(16) + session + "0".repeat(20)
        }) {
            assertThat(client.failure("whoWith", "desk", forged)).startsWith("java.rmi.NoSuchObjectException");
        }
    }

    @Test
    void noLogPageOrErrorShowsTheKey() throws Exception {
        var held = client.begin("hold", "desk");
        try (Client other = Members.client(jdks.client(), place, server.port())) {
            other.ask("login", "bob", "bob-secret");
            other.ask("take", "desk", "bob", "desks/a");
            org.awaitility.Awaitility.await("the call is in progress")
                    .until(() -> server.hearth("ps").out().contains("hold"));
            String ps = server.hearth("ps", "--stacks", "--json").out();
            assertThat(ps).contains("alice@127.0.0.1");
            other.ask("release", "desk");
            held.get();
            assertNoKeyIn(ps, "desk");
        }
        assertThat(client.ask("text", "desk", "bobs")).startsWith("reference to ");
        for (String page : new String[] {"sessions", "objects", "types", "modules", "hooks"}) {
            assertNoKeyIn(server.hearth(page, "--json").out(), "desk");
            assertNoKeyIn(server.hearth(page).out(), "bobs");
        }
        for (String key : new String[] {"desk", "bobs"}) {
            assertNoKeyIn(client.ask("text", "desk", "bobs"), key);
            assertNoKeyIn(server.log(), key);
            assertNoKeyIn(Files.readString(place.resolve("access.log")), key);
        }
        assertThat(Files.readString(place.resolve("access.log"))).contains(" alice");
    }

    private static void assertNoKeyIn(String text, String key) {
        int number = Integer.parseInt(client.ask("sessionOf", key));
        String id = client.ask("idOf", key);
        assertThat(number).isNotZero();
        Stream.of(
                        Integer.toString(number),
                        Integer.toUnsignedString(number),
                        Integer.toHexString(number),
                        id,
                        id.substring(24))
                .forEach(secret -> assertThat(text).doesNotContainIgnoringCase(secret));
    }

    @Test
    void hostedCodeCannotLogIn() {
        assertThat(client.failure("loginInside", "desk", "bob", "bob-secret"))
                .contains("HEARTH-LOGIN: only a client over a connection can log in");
    }

    @Test
    void administratorCallsAsAUser() throws IOException {
        assertThat(server.hearth("call", "desks/a", "who", "--as", "alice").out())
                .isEqualTo("\"alice [auditor, teller]\"\n");
        assertThat(server.hearth("call", "desks/a", "who", "--as", "mallory"))
                .matches(ran -> ran.code() != 0)
                .matches(ran -> ran.err().contains("there is no user 'mallory'"));
        assertThat(server.hearth("call", "desks/a", "who").err()).contains("HEARTH-DENIED: login: log in first");
        assertThat(server.hearth("call", "login", "login", "alice", "alice-secret")
                        .code())
                .isNotZero();
    }

    @Test
    void logoutNeedsASession() {
        assertThat(client.failure("logout", "nobody"))
                .contains("java.rmi.AccessException: HEARTH-LOGIN: this stub belongs to no session");
    }
}
