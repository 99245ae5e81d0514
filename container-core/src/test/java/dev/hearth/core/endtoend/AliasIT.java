package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Other names for objects: the module {@code alias} between plain clients and real objects. */
@Timeout(180)
class AliasIT {

    private static final Jdk JDK = Jdks.all().get(0);

    @TempDir
    Path folder;

    private void settings(String yaml) throws IOException {
        Files.writeString(folder.resolve("hearth.yaml"), "modules:\n  alias:\n" + yaml.indent(4));
    }

    @Test
    void namesLeadWhereTheSettingsSay() throws Exception {
        settings("""
                rewrite:
                  - konto/** -> accounts/**
                  - main -> accounts/house
                  - users-*/account -> accounts/*
                moved: [bank/* -> accounts/*]
                gone: [legacy/**]
                """);
        Bank.deploy(folder.resolve("deploy"));
        try (Server server = Server.start(JDK, folder);
                Client client = Bank.client(JDK, folder, server.port())) {
            client.ask("deposit", "alice", 5);
            client.ask("deposit", "house", 7);

            assertThat(client.ask("boundBalance", "konto/alice")).as("prefix").isEqualTo("5");
            assertThat(client.ask("boundBalance", "main")).as("exact").isEqualTo("7");
            assertThat(client.ask("boundBalance", "users-alice/account"))
                    .as("pattern")
                    .isEqualTo("5");
            assertThat(client.failure("boundBalance", "bank/alice"))
                    .contains(
                            "AccessException",
                            "HEARTH-DENIED: alias: bank/alice has moved: its name is accounts/alice now");
            assertThat(client.failure("boundBalance", "legacy/alice"))
                    .contains("HEARTH-DENIED: alias: legacy/alice is gone");
            assertThat(client.failure("boundBalance", "nobody")).contains("NotBoundException");

            Ran byName = server.hearth("call", "konto/alice", "balance");
            assertThat(byName.out()).as(byName.err()).isEqualTo("5\n");
            Ran gone = server.hearth("call", "legacy/alice", "balance");
            assertThat(gone.code()).isEqualTo(1);
            assertThat(gone.err()).contains("legacy/alice is gone");
        }
    }

    @Test
    void movedNamesLeadOnIfTheSettingsSaySoAndTheStubsAreTheNewObjects() throws Exception {
        settings("""
                moved: [bank/* -> accounts/*]
                follow-moved: true
                """);
        Bank.deploy(folder.resolve("deploy"));
        try (Server server = Server.start(JDK, folder);
                Client client = Bank.client(JDK, folder, server.port())) {
            client.ask("deposit", "alice", 5);

            assertThat(client.ask("boundBalance", "bank/alice")).isEqualTo("5");
            assertThat(client.ask("lookup", "bank/alice")).isEqualTo(client.ask("lookup", "accounts/alice"));
        }
    }

    @Test
    void circlesStopTheStart() throws Exception {
        settings("rewrite: [a/** -> b/**, b/* -> a/*]\n");
        Files.createDirectories(folder.resolve("deploy"));

        Ran refused = Server.refused(JDK, folder);

        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("may lead a name in a circle", "'a/** -> b/**', then 'b/* -> a/*'");
    }
}
