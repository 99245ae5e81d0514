package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More state than the container has memory for, although neither time nor number asks objects to rest. */
@Timeout(180)
class ScarceMemoryIT {

    private static final int ROUNDS = 3;
    private static final int OBJECTS = 50;
    private static final int BYTES = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void objectsRestBeforeTheHeapIsFull() throws IOException {
        Sources.jar(folder.resolve("deploy/blob.jar"), "blob.Blob", "blob.BlobObject")
                .make();
        Path jar = Sources.client(folder.resolve("client.jar"), "blob.Blob", "blob.BlobClient");
        try (Server server = Server.start(Jdks.own(), folder, "--store.durability=process");
                Client client = Client.start(Jdks.own(), jar, "blob.BlobClient", server.port())) {
            for (int round = 0; round < ROUNDS; round++) {
                client.ask("fill", round * OBJECTS, OBJECTS, BYTES);
            }
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(client.ask("intact", round * OBJECTS, OBJECTS, BYTES))
                        .isEqualTo(String.valueOf(OBJECTS));
            }
            assertThat(server.log()).contains("memory is scarce").doesNotContain("OutOfMemoryError");
        }
    }
}
