package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What hosted code prints or logs through the JDK is in Hearth's log, with its deployment's name. */
@Timeout(60)
class HostedOutputIT {

    @TempDir
    Path folder;

    @Test
    void whatAnObjectSaysIsInTheLogOnce() throws IOException {
        Sources.jar(folder.resolve("deploy/chatterbox.jar"), "talk.Talk", "talk.TalkObject")
                .make();
        try (Server server = Server.start(Jdks.own(), folder)) {
            assertThat(server.hearth("call", "talk", "aloud").code()).isZero();

            assertThat(server.log().lines().filter(line -> line.contains("chatterbox: ")))
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .containsExactly(
                            "INFO  chatterbox: printed out",
                            "INFO  chatterbox: printed to err",
                            "WARN  chatterbox: logged by the JDK",
                            "INFO  chatterbox: printed by an own thread");
            assertThat(server.log()).containsOnlyOnce("logged by the JDK").containsOnlyOnce("printed out");
        }
    }
}
