package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pool of one, and clients that are called back and call in again. */
@Timeout(120)
class CallbacksIT {

    private static final String BACK = "it said: news and went back in";

    @TempDir
    Path folder;

    private String calledBack(String name, int crowd, String... settings) throws IOException {
        Jdk jdk = Jdks.own();
        Nodes.deploy(folder.resolve("deploy"));
        try (Server server = Server.start(jdk, folder, settings);
                Client client = Nodes.client(jdk, folder, server.port())) {
            return client.ask("calledBack", name, "pooled", crowd);
        }
    }

    @Test
    void crowdThatIsCalledBackAtTheSameTimeDoesNotUseUpAPoolOfOne() throws IOException {
        assertThat(calledBack("pooled", 20, "--threads.pool=1"))
                .isEqualTo(String.join("; ", Collections.nCopies(20, BACK)));
    }

    /** Otherwise it would wait for its client, whose call in turn waits for the only place. */
    @Test
    void whereNoPlaceCanBeGivenAwayTheCallBackIsRefusedAtOnce() throws IOException {
        assertThat(calledBack("pooled", 1, "--threads.pool=1", "--threads.spare=0"))
                .contains("HEARTH-BUSY: all places but this one (threads.pool: 1)")
                .contains("nothing was sent");
    }

    @Test
    void pastTheSparePlacesAllButTheLastAreKept() throws IOException {
        assertThat(calledBack("pooled", 3, "--threads.pool=3", "--threads.spare=1"))
                .as("one gives its place away, two keep theirs, and the third place is for their clients")
                .isEqualTo(String.join("; ", Collections.nCopies(3, BACK)));
    }
}
