package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As whom a clerk calls accounts, as the access log has it. */
@Timeout(120)
class RunAsIT {

    @TempDir
    Path folder;

    @Test
    void theCallsOfAnObjectAreMadeByThePrincipalOfTheSettings() throws Exception {
        Files.writeString(folder.resolve("hearth.yaml"), """
                modules:
                  run-as: {principal: teller}
                  access-log:
                    file: calls.log
                    local: true
                    format: "{peer} {object}.{method} {principal}"
                """);
        Jdk jdk = Jdks.all().get(0);
        Bank.deploy(folder.resolve("deploy"));
        try (Server server = Server.start(jdk, folder);
                Client client = Bank.client(jdk, folder, server.port())) {
            client.ask("deposit", "a", 5);
            client.ask("transfer", "a", "b", 2);

            await("the lines")
                    .untilAsserted(() -> assertThat(folder.resolve("calls.log"))
                            .content()
                            .contains("local accounts/b.deposit teller", "local accounts/a.withdraw teller")
                            .containsPattern("(?m)^127.0.0.1:\\d+ accounts/a.deposit anonymous$")
                            .containsPattern("(?m)^127.0.0.1:\\d+ clerk.transfer anonymous$"));
        }
    }
}
