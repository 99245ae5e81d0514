package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line about users, on each JDK: where a password comes from differs between them. */
@Timeout(180)
class UsersIT {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("data/users");
    }

    @ParameterizedTest
    @MethodSource("dev.hearth.core.endtoend.Jdks#all")
    void usersAreAddedChangedAndRemoved(Jdk jdk) throws IOException {
        assertThat(Members.user(jdk, folder, "", "list").out()).startsWith("There are no users");
        Ran added = Members.user(jdk, folder, "p:w,\u00e4\u20ac #\n", "add", "zoe", "--roles=teller,boss");
        assertThat(added.out()).isEqualTo("zoe may log in, with the roles boss, teller.\n");
        assertThat(Members.user(jdk, folder, "x".repeat(500) + "\r\n", "add", "ann@example.org")
                        .out())
                .isEqualTo("ann@example.org may log in, with no roles.\n");
        assertThat(Members.user(jdk, folder, "", "list").out())
                .isEqualTo("USER             ROLES\nann@example.org  -\nzoe              boss, teller\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        String before = Files.readString(file());
        assertThat(before).containsPattern("(?m)^zoe:\\$2a\\$11\\$[./A-Za-z0-9]{53}:boss,teller$");

        assertThat(Members.user(jdk, folder, "other\n", "passwd", "zoe").out())
                .isEqualTo("zoe has another password.\n");
        assertThat(Files.readString(file())).isNotEqualTo(before);
        assertThat(Members.user(jdk, folder, "", "roles", "zoe", "clerk").out())
                .isEqualTo("zoe has the roles clerk.\n");
        assertThat(Members.user(jdk, folder, "", "remove", "ann@example.org").out())
                .isEqualTo("ann@example.org is no user any more.\n");
        assertThat(Members.user(jdk, folder, "", "list", "--json").out())
                .isEqualTo("[{\"user\":\"zoe\",\"roles\":[\"clerk\"]}]\n");
    }

    @ParameterizedTest
    @MethodSource("dev.hearth.core.endtoend.Jdks#all")
    void whatMakesNoSenseIsRefusedAndChangesNothing(Jdk jdk) throws IOException {
        Members.add(jdk, folder, "zoe");
        String before = Files.readString(file());
        for (List<String> words : List.of(
                List.of("add", "zoe"),
                List.of("add", "z:e"),
                List.of("add", "anonymous"),
                List.of("add", "ann", "--roles=a:b"),
                List.of("add", "ann", "secret"),
                List.of("remove", "ann"),
                List.of("passwd", "ann"),
                List.of("roles", "ann", "boss"))) {
            Ran ran = Members.user(jdk, folder, "secret\n", words.toArray(String[]::new));
            assertThat(ran.code()).as(words.toString()).isNotZero();
            assertThat(ran.err()).as(words.toString()).isNotEmpty();
        }
        assertThat(Members.user(jdk, folder, "\n", "add", "ann").err()).contains("a password has 1 to 1000 characters");
        assertThat(Files.readString(file())).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("dev.hearth.core.endtoend.Jdks#all")
    void damagedFileStopsTheStartAndLeavesARunningContainerAsItWas(Jdk jdk) throws IOException {
        Members.deploy(folder.resolve("deploy"));
        Members.add(jdk, folder, "alice");
        try (Server server = Server.start(jdk, folder, Members.USERS);
                Client client = Members.client(jdk, folder, server.port())) {
            client.ask("login", "alice", "alice-secret");
            Files.writeString(file(), "alice:plaintext-secret:\n");
            org.awaitility.Awaitility.await("the log").until(() -> server.log().contains("users:1: no bcrypt hash"));

            assertThat(client.ask("who", "alice", "desks/a")).isEqualTo("alice []");
            assertThat(client.ask("loginAs", "again", "alice", "alice-secret")).isEqualTo("in");
            assertThat(server.log()).doesNotContain("plaintext-secret");
        }
        Ran refused = Server.refused(
                jdk, folder, "--deploy=" + folder.resolve("deploy"), "--data=" + folder.resolve("data"), Members.USERS);
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("users:1: no bcrypt hash").doesNotContain("plaintext-secret");
        assertThat(checked(jdk)).contains("users:1: no bcrypt hash").doesNotContain("plaintext-secret");
        Files.write(file(), new byte[] {'a', (byte) 0xe9, ':'});
        assertThat(checked(jdk)).contains("users is no text in UTF-8");
    }

    private String checked(Jdk jdk) throws IOException {
        Ran check = Server.hearth(
                jdk,
                folder,
                List.of(
                        "check",
                        "--deploy=" + folder.resolve("deploy"),
                        "--data=" + folder.resolve("data"),
                        Members.USERS));
        assertThat(check.code()).isEqualTo(1);
        return check.out() + check.err();
    }
}
