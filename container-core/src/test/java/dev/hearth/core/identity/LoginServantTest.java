package dev.hearth.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.hook.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.rmi.AccessException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginServantTest {

    @TempDir
    Path folder;

    private final AtomicLong next = new AtomicLong(16);
    private Registry registry;
    private Logins logins;
    private Call call;

    /** Where a call comes from, and in which session it is answered. */
    private static final class Call implements LoginCall {
        private final Peer peer;
        private final boolean secure;
        private final boolean fromClient;
        private int session;

        Call(String address, boolean secure, boolean fromClient) throws IOException {
            this.peer = new Peer(InetAddress.getByName(address), 4_711, Optional.empty());
            this.secure = secure;
            this.fromClient = fromClient;
        }

        @Override
        public Peer peer() {
            return peer;
        }

        @Override
        public boolean secure() {
            return secure;
        }

        @Override
        public boolean fromClient() {
            return fromClient;
        }

        @Override
        public int session() {
            return session;
        }

        @Override
        public void answerIn(int number) {
            session = number;
        }
    }

    @BeforeEach
    void open() throws IOException {
        registry = LocateRegistry.getRegistry();
        UserFile file = new UserFile(folder.resolve("users"));
        file.change(users -> {
            users.computeIfAbsent(
                    "alice", name -> new User(name, Passwords.hash("secret".toCharArray(), 4), Set.of("teller")));
            return users;
        });
        LoginSettings settings = new LoginSettings(
                folder.resolve("users"),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                10,
                10,
                true,
                50,
                Duration.ofMinutes(1),
                16);
        logins = Logins.open(settings, folder, new byte[] {1, 2, 3}, next::getAndIncrement);
    }

    @AfterEach
    void close() {
        logins.close();
    }

    private Registry login(String user, char[] password) throws IOException {
        return new LoginServant(logins, () -> call, () -> registry).login(user, password);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, false", "::1, false", "192.0.2.7, true", "127.0.0.1, true"})
    void passwordsAreTakenFromThisMachineAndOverTls(String address, boolean secure) throws IOException {
        call = new Call(address, secure, true);
        assertThat(login("alice", "secret".toCharArray())).isSameAs(registry);
        assertThat(call.session).isNotZero();
        assertThat(logins.sessions().find(call.session)).satisfies(session -> {
            assertThat(session.principal()).isEqualTo("alice");
            assertThat(session.roles()).containsExactly("teller");
        });
    }

    @Test
    void passwordsThatOthersCouldReadAreNotLookedAt() throws IOException {
        call = new Call("192.0.2.7", false, true);
        char[] password = "secret".toCharArray();
        assertThatThrownBy(() -> login("alice", password))
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("over TLS only");
        assertThat(password).containsOnly('\0');
        assertThat(logins.counts()).isEqualTo(new Logins.Counts(0, 0, 0));
        assertThat(call.session).isZero();
    }

    @Test
    void hostedCodeAndAdministratorsDoNotLogIn() throws IOException {
        call = new Call("127.0.0.1", false, false);
        assertThatThrownBy(() -> login("alice", "secret".toCharArray())).isInstanceOf(AccessException.class);
        assertThat(logins.rows()).isEmpty();
    }

    @Test
    void passwordIsClearedWhateverBecomesOfTheLogin() throws IOException {
        call = new Call("127.0.0.1", false, true);
        char[] right = "secret".toCharArray();
        login("alice", right);
        char[] wrong = "guess".toCharArray();
        assertThatThrownBy(() -> login("alice", wrong)).isInstanceOf(AccessException.class);
        assertThat(right).containsOnly('\0');
        assertThat(wrong).containsOnly('\0');
        assertThat(logins.counts()).isEqualTo(new Logins.Counts(1, 1, 0));
    }

    @Test
    void sessionsOfBeforeAreThereAgainWithTheSameNumbersAndIds() throws IOException {
        call = new Call("127.0.0.1", false, true);
        login("alice", "secret".toCharArray());
        var before = logins.rows();
        logins.close();
        open();
        assertThat(logins.rows()).isEqualTo(before).hasSize(1);
        assertThat(logins.sessions().find(call.session)).isNotNull();
    }
}
