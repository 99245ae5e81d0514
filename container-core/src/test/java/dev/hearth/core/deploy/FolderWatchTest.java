package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {

    @TempDir
    Path root;

    @Test
    void oneThatCantBeWatchedKeepsNoOtherFromBeingWatched() throws Exception {
        Path inner = Files.createDirectory(root.resolve("inner"));
        Path none = Files.createFile(root.resolve("no-folder"));
        CountDownLatch told = new CountDownLatch(1);
        try (FolderWatch watch = new FolderWatch(root, told::countDown)) {
            watch.follow(List.of(root, none, root.resolve("gone"), inner));
            watch.start();
            Files.createFile(inner.resolve("news"));
            assertThat(told.await(60, TimeUnit.SECONDS))
                    .as("a change in the last of them is told")
                    .isTrue();
        }
    }

    @Test
    void withoutTheFirstThereIsNoSenseInIt() throws IOException {
        Path gone = root.resolve("gone");
        try (FolderWatch watch = new FolderWatch(gone, () -> {})) {
            assertThatThrownBy(() -> watch.follow(List.of(gone))).isInstanceOf(IOException.class);
        }
    }
}
