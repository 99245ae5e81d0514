package dev.hearth.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {

    private static final int CHEAP = 4;

    @TempDir
    Path folder;

    private final char[] right = "right".toCharArray();

    private UserFile file() {
        return new UserFile(folder.resolve("users"));
    }

    private void put(String name, String password) throws IOException {
        file().change(users -> {
            users.put(name, new User(name, Passwords.hash(password.toCharArray(), CHEAP), Set.of("teller")));
            return users;
        });
    }

    @Test
    void onlyTheRightPasswordOfTheRightUserIsTaken() throws IOException {
        put("alice", "right");
        put("bob", "other");
        Users users = new Users(file());

        assertThat(users.authenticate("alice", right)).map(User::name).contains("alice");
        assertThat(users.authenticate("bob", right)).isEmpty();
        assertThat(users.authenticate("Alice", right)).isEmpty();
        assertThat(users.authenticate("eve", right)).isEmpty();
        assertThat(users.authenticate("alice", "right ".toCharArray())).isEmpty();
        assertThat(users.authenticate("alice", new char[0])).isEmpty();
        assertThat(users.authenticate("alice", new char[100_000])).isEmpty();
    }

    @Test
    void longPasswordsDifferInEveryCharacter() throws IOException {
        String longOne = "x".repeat(200);
        put("alice", longOne + "1");
        Users users = new Users(file());

        assertThat(users.authenticate("alice", (longOne + "1").toCharArray())).isPresent();
        assertThat(users.authenticate("alice", (longOne + "2").toCharArray())).isEmpty();
        assertThat(users.authenticate("alice", longOne.toCharArray())).isEmpty();
    }

    @Test
    void changedFileIsReadAgainAndABrokenOneIsNot() throws IOException {
        put("alice", "right");
        Users users = new Users(file());
        assertThat(users.refresh()).isFalse();

        put("alice", "new");
        assertThat(users.refresh()).isTrue();
        assertThat(users.authenticate("alice", right)).isEmpty();
        assertThat(users.authenticate("alice", "new".toCharArray())).isPresent();

        Files.writeString(folder.resolve("users"), "alice\n");
        assertThat(users.refresh()).isFalse();
        assertThat(users.find("alice")).isPresent();
    }

    @Test
    void aFileThatIsGoneForAWhileTakesNoUserAway() throws IOException {
        put("alice", "right");
        put("bob", "other");
        Users users = new Users(file());

        Files.delete(folder.resolve("users"));
        assertThat(users.refresh()).isFalse();
        assertThat(users.refresh()).isFalse();
        assertThat(users.authenticate("alice", right)).isPresent();

        put("alice", "right");
        assertThat(users.refresh()).isFalse();
        assertThat(users.refresh()).isTrue();
        assertThat(users.find("alice")).isPresent();
        assertThat(users.find("bob")).isEmpty();
    }

    @Test
    void aFileThatIsJustBeingWrittenTakesNoUserAway() throws IOException {
        put("alice", "right");
        Users users = new Users(file());
        byte[] whole = Files.readAllBytes(folder.resolve("users"));

        Files.write(folder.resolve("users"), new byte[0]);
        assertThat(users.refresh()).isFalse();
        Files.write(folder.resolve("users"), whole);
        users.refresh();

        assertThat(users.find("alice")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "alice:secret:",
                "alice:$2a$31$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234:",
                "alice:$2a$04$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234:a b",
                "al ice:$2a$04$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234:",
                "alice:$2a$04$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234:a:b"
            })
    void lineThatMakesNoSenseIsRefusedWithoutItsHash(String line) throws IOException {
        Files.writeString(folder.resolve("users"), "# nobody\n\n" + line + "\n");

        assertThatThrownBy(() -> file().read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("users:3: ")
                .hasMessageNotContainingAny("secret", "abcdefghijkl");
    }
}
