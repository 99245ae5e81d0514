package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A persistent object whose first call is refused does not come into being. */
@Timeout(180)
class RefusedFirstCallIT {

    private static final Jdk JDK = Jdks.all().get(0);

    @TempDir
    static Path folder;

    private static Server server;
    private static Client bank;

    @BeforeAll
    static void start() throws IOException {
        Bank.deploy(folder.resolve("deploy"));
        Sources.jar(folder.resolve("deploy/doors.jar"), "looking.DoorsModule")
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "looking.DoorsModule\n")
                .make();
        server = Server.start(JDK, folder);
        bank = Bank.client(JDK, folder, server.port());
    }

    @AfterAll
    static void stop() {
        bank.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"access", "authorize", "fixup", "activate", "handle", "reply"})
    void nothingIsStoredWhereTheFirstCallIsRefused(String phase) throws Exception {
        String key = "accounts/" + phase;

        assertThat(server.hearth("call", key, "deposit", "1").err()).contains("HEARTH-DENIED: doors");
        assertThat(bank.failure("deposit", phase, 1)).contains("HEARTH-DENIED: doors");

        assertThat(server.hearth("objects").out()).doesNotContain(key);
        assertThat(server.store("show", key).err()).contains("no object '" + key + "' is stored");
        assertThat(server.store("export").out()).doesNotContainPattern(key + "\".*\"state\"");
    }
}
