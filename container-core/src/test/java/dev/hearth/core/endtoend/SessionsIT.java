package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How sessions end, and what is left of them. */
@Timeout(180)
class SessionsIT {

    private static final String ENDED = "java.rmi.AccessException: HEARTH-SESSION: the stub's session ended";

    @TempDir
    Path folder;

    private final Jdk jdk = Jdks.own();

    @BeforeEach
    void members() throws IOException {
        Members.deploy(folder.resolve("deploy"));
        Members.add(jdk, folder, "alice", "teller");
    }

    private Server start(String... settings) throws IOException {
        String[] all = new String[settings.length + 1];
        all[0] = Members.USERS;
        System.arraycopy(settings, 0, all, 1, settings.length);
        return Server.start(jdk, folder, all);
    }

    private Client alice(Server server) throws IOException {
        Client client = Members.client(jdk, folder, server.port());
        client.ask("login", "alice", "alice-secret");
        client.ask("take", "desk", "alice", "desks/a");
        assertThat(client.ask("whoKept", "desk")).isEqualTo("alice [teller]");
        return client;
    }

    private static String firstId(Server server) throws IOException {
        String out = server.hearth("sessions").out();
        return out.lines().skip(1).findFirst().orElseThrow().split(" ")[0];
    }

    @Test
    void logoutEndsTheSessionOfTheStubAndNoOther() throws IOException {
        try (Server server = start();
                Client client = alice(server)) {
            client.ask("loginAs", "second", "alice", "alice-secret");
            client.ask("take", "other", "second", "desks/a");
            client.ask("takeInner", "inner", "desk");
            client.ask("logout", "alice");

            assertThat(client.failure("whoKept", "desk")).contains(ENDED);
            assertThat(client.failure("whoKept", "inner")).contains(ENDED);
            assertThat(client.failure("list", "alice")).contains(ENDED);
            assertThat(client.failure("logout", "alice")).contains(ENDED);
            assertThat(client.ask("whoKept", "other")).isEqualTo("alice [teller]");
            assertThat(client.ask("whoAt", "other", "desk"))
                    .as("an ended session's stub is still the object's name, for whoever may call it")
                    .isEqualTo("alice [teller]");
        }
    }

    @Test
    void administratorSeesSessionsAndEndsThem() throws IOException {
        try (Server server = start();
                Client client = alice(server)) {
            assertThat(client.failure("login", "alice", "wrong")).contains("HEARTH-LOGIN");
            Ran shown = server.hearth("sessions");
            assertThat(shown.out())
                    .containsPattern("(?m)^[0-9a-f]{8} +alice +teller +127\\.0\\.0\\.1 +20\\S+Z +20\\S+Z$")
                    .contains("Logins since the start: 1, failed: 1, turned away: 0.");
            String id = firstId(server);

            assertThat(server.hearth("sessions", "--end", "0000").err()).contains("there is no session 0000");
            assertThat(server.hearth("sessions", "--end", id).out()).isEqualTo("Session " + id + " is ended.\n");
            assertThat(client.failure("whoKept", "desk")).contains(ENDED);
            assertThat(server.hearth("sessions").out()).startsWith("Nobody is logged in.");
        }
    }

    @Test
    void sessionThatIsNotUsedEnds() throws IOException {
        try (Server server = start("--modules.login.idle=5s");
                Client client = alice(server)) {
            await("it is over").until(() -> server.hearth("sessions").out().contains("Nobody is logged in."));

            assertThat(client.failure("whoKept", "desk")).contains(ENDED);
        }
    }

    @Test
    void sessionEndsThoughItIsUsed() throws IOException {
        try (Server server = start("--modules.login.lifetime=6s");
                Client client = alice(server)) {
            await("it is over").until(() -> !client.succeeds("whoKept", "desk"));

            assertThat(client.failure("whoKept", "desk")).contains(ENDED);
        }
    }

    @Test
    void sessionsEndWithTheServer() throws IOException {
        try (Server server = start();
                Client client = alice(server)) {
            server.kill();
            server.again();

            assertThat(client.failure("whoKept", "desk")).contains(ENDED);
            assertThat(folder.resolve("data/sessions")).doesNotExist();
            client.ask("login", "alice", "alice-secret");
            assertThat(client.ask("who", "alice", "desks/a")).isEqualTo("alice [teller]");
            assertThat(client.failure("whoKept", "desk")).contains(ENDED);
        }
    }

    @Test
    void sessionsSurviveWhereThatIsWanted() throws IOException {
        try (Server server = start("--modules.login.survive=true");
                Client client = alice(server)) {
            client.ask("loginAs", "second", "alice", "alice-secret");
            client.ask("take", "other", "second", "desks/a");
            client.ask("logout", "second");
            String id = firstId(server);
            server.kill();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data/sessions"))))
                    .isEqualTo("rw-------");
            server.again();

            assertThat(client.ask("whoKept", "desk")).isEqualTo("alice [teller]");
            assertThat(firstId(server)).isEqualTo(id);
            assertThat(client.failure("whoKept", "other")).contains(ENDED);

            server.kill();
            server.again("--modules.login.survive=false");
            assertThat(client.failure("whoKept", "desk")).contains(ENDED);
            assertThat(folder.resolve("data/sessions")).doesNotExist();
        }
    }

    @Test
    void sessionsAreBounded() throws IOException {
        Members.add(jdk, folder, "bob");
        try (Server server = start("--modules.login.sessions=3", "--modules.login.sessions-per-user=2");
                Client client = alice(server)) {
            client.ask("loginAs", "second", "alice", "alice-secret");
            assertThat(client.failure("loginAs", "third", "alice", "alice-secret"))
                    .contains("java.rmi.AccessException: HEARTH-FULL: alice has 2 sessions");
            client.ask("loginAs", "bob", "bob", "bob-secret");
            assertThat(client.failure("loginAs", "fourth", "bob", "bob-secret"))
                    .contains("java.rmi.AccessException: HEARTH-FULL: there are 3 sessions");

            client.ask("logout", "second");
            client.ask("loginAs", "third", "alice", "alice-secret");
        }
    }

    @Test
    void guessesAreSlowedDownForTheUserAndNotForOthers() throws IOException {
        Members.add(jdk, folder, "bob");
        try (Server server = start("--modules.login.failures=3", "--modules.login.longest-wait=1h");
                Client client = alice(server)) {
            assertThat(afterGuessesAt("alice", client))
                    .isEqualTo(afterGuessesAt("unknown", client))
                    .contains("java.rmi.AccessException: HEARTH-BUSY: too many logins");
            assertThat(client.ask("login", "bob", "bob-secret")).isEqualTo("in");
            assertThat(client.ask("whoKept", "desk")).as("who is in, is in").isEqualTo("alice [teller]");
        }
    }

    /** What a login with alice's password says right after, since the wait may be of a second. */
    private static String afterGuessesAt(String user, Client client) {
        for (int i = 0; i < 8; i++) {
            assertThat(client.failure("login", user, "guess " + i)).contains("java.rmi.AccessException");
        }
        return client.failure("login", user, "alice-secret");
    }

    @Test
    void whoIsRemovedOrHasAnotherPasswordIsOut() throws IOException {
        Members.add(jdk, folder, "bob");
        try (Server server = start();
                Client client = alice(server)) {
            client.ask("login", "bob", "bob-secret");
            client.ask("take", "bobs", "bob", "desks/b");
            Members.user(jdk, folder, "another\n", "passwd", "alice");
            await("alice is out").until(() -> !client.succeeds("whoKept", "desk"));
            assertThat(client.failure("whoKept", "desk")).contains(ENDED);
            assertThat(client.failure("login", "alice", "alice-secret")).contains("HEARTH-LOGIN");
            client.ask("login", "alice", "another");
            client.ask("take", "desk", "alice", "desks/a");

            Members.user(jdk, folder, "", "roles", "alice", "boss");
            await("alice is the boss").until(() -> client.ask("whoKept", "desk").equals("alice [boss]"));
            assertThat(client.ask("whoKept", "bobs")).isEqualTo("bob []");

            Members.user(jdk, folder, "", "remove", "alice");
            await("alice is out").until(() -> !client.succeeds("whoKept", "desk"));
            assertThat(client.failure("login", "alice", "another")).contains("HEARTH-LOGIN");
        }
    }

    @Test
    void reloadAppliesWhoIsKeptOutAndNothingThatWouldLoseTheDoor() throws IOException {
        Path file = folder.resolve("hearth.yaml");
        Files.writeString(file, "modules:\n  login: {users: users, required: true, idle: 30m}\n");
        try (Server server = Server.start(jdk, folder, "--config=" + file);
                Client client = alice(server)) {
            assertThat(client.failure("who", "nobody", "desks/a")).startsWith("java.rmi.NotBoundException");
            Files.writeString(file, "modules:\n  login: {users: users, required: false, idle: 1ms}\n");
            assertThat(server.hearth("reload").out())
                    .containsPattern("modules\\.login\\.required +true +false +applied")
                    .containsPattern("modules\\.login\\.idle +30m +1ms +needs a restart");
            assertThat(client.ask("who", "nobody", "desks/a")).isEqualTo("anonymous []");
            assertThat(client.ask("whoKept", "desk")).isEqualTo("alice [teller]");

            Files.writeString(file, "modules: {}\n");
            assertThat(server.hearth("reload").out())
                    .containsPattern("modules\\.login\\.users +users +- +needs a restart");
            assertThat(client.failure("who", "nobody", "desks/a")).startsWith("java.rmi.NotBoundException");
        }
    }

    @Test
    void reloadDoesNotOpenAContainerThatServesMoreThanThisMachine() throws IOException {
        Path file = folder.resolve("hearth.yaml");
        Files.writeString(file, "host: 0.0.0.0\nmodules:\n  login: {users: users, required: true}\n");
        try (Server server = Server.start(jdk, folder, "--config=" + file);
                Client client = alice(server)) {
            Files.writeString(file, "host: 0.0.0.0\nmodules:\n  login: {users: users, required: false}\n");
            Ran refused = server.hearth("reload");
            assertThat(refused.code()).isNotZero();
            assertThat(refused.err()).contains("nothing is changed: host: 0.0.0.0 is more than loopback");
            assertThat(client.failure("who", "nobody", "desks/a")).startsWith("java.rmi.NotBoundException");
            assertThat(client.ask("whoKept", "desk")).isEqualTo("alice [teller]");
        }
    }

    @Test
    void stubIsAKeyInWhoeversHand() throws IOException {
        try (Server server = start();
                Client client = alice(server);
                Client other = Members.client(jdk, folder, server.port())) {
            String file = folder.resolve("stub").toString();
            client.ask("write", "desk", file);
            other.ask("read", "found", file);

            assertThat(other.ask("whoKept", "found")).isEqualTo("alice [teller]");
        }
    }
}
