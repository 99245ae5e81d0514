package dev.hearth.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DataFolderTest {

    @TempDir
    Path directory;

    private Path data() {
        return directory.resolve("a/b/data");
    }

    @Test
    void theSecretIsMadeOnce() throws IOException {
        byte[] first;
        try (DataFolder folder = DataFolder.open(data())) {
            first = folder.secret();
            folder.secret()[0]++;
            assertThat(folder.secret()).hasSize(32).isEqualTo(first);
            assertThat(folder.path()).isEqualTo(data().toRealPath());
        }
        try (DataFolder folder = DataFolder.open(data())) {
            assertThat(folder.secret()).isEqualTo(first);
        }
    }

    @Test
    void onlyTheOwnerCanRead() throws IOException {
        Assumptions.assumeTrue(
                data().getFileSystem().supportedFileAttributeViews().contains("posix"));
        DataFolder.open(data()).close();
        assertThat(modeOf(data())).isEqualTo("rwx------");
        assertThat(modeOf(data().resolve("secret"))).isEqualTo("rw-------");
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aDamagedSecretIsNotReplaced() throws IOException {
        DataFolder.open(data()).close();
        Files.write(data().resolve("secret"), new byte[7]);
        assertThatThrownBy(() -> DataFolder.open(data()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("7 bytes instead of 32");
        Files.delete(data().resolve("secret"));
        DataFolder.open(data()).close();
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        DataFolder.open(data()).close();
        Files.writeString(data().resolve("format"), "2\n");
        assertThatThrownBy(() -> DataFolder.open(data()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("newer Hearth");
    }

    @Test
    void numbersGivenAreRememberedAndNeverLowered() throws IOException {
        try (DataFolder folder = DataFolder.open(data())) {
            assertThat(folder.numbersGivenBelow()).isZero();
            folder.noteNumbersGiven(100);
            folder.noteNumbersGiven(50);
        }
        try (DataFolder folder = DataFolder.open(data())) {
            assertThat(folder.numbersGivenBelow()).isEqualTo(100);
        }
    }

    @Test
    void aRestoreGivesAnEmptyFolderTheSecretAndTheNumbers() throws IOException {
        byte[] secret;
        String mark;
        try (DataFolder folder = DataFolder.open(data())) {
            secret = folder.secret();
            mark = folder.mark();
        }
        Path other = directory.resolve("other");
        try (DataFolder restored = DataFolder.forRestore(other, secret, 1_000, false)) {
            assertThat(restored.mark()).isEqualTo(mark).matches("[0-9a-f]{12}");
            restored.restored();
        }
        try (DataFolder folder = DataFolder.open(other)) {
            assertThat(folder.secret()).isEqualTo(secret);
            assertThat(folder.numbersGivenBelow()).isEqualTo(1_000);
        }
        try (DataFolder folder = DataFolder.open(directory.resolve("third"))) {
            assertThat(folder.mark()).isNotEqualTo(mark);
        }
    }

    @Test
    void aRestoreDeletesNothingUntoldAndNeverLowersTheNumbers() throws IOException {
        byte[] first;
        try (DataFolder folder = DataFolder.open(data())) {
            first = folder.secret();
            folder.noteNumbersGiven(5_000);
            Files.createDirectories(data().resolve("log"));
            Files.writeString(data().resolve("log/log-1"), "records");
            assertThatThrownBy(() -> DataFolder.forRestore(data(), new byte[32], 1_000, true))
                    .hasMessageContaining("in use");
        }
        assertThatThrownBy(() -> DataFolder.forRestore(data(), new byte[32], 1_000, false))
                .hasMessageContaining("is not empty")
                .hasMessageContaining("--replace");
        try (DataFolder folder = DataFolder.open(data())) {
            assertThat(folder.secret()).isEqualTo(first);
        }

        try (DataFolder restored = DataFolder.forRestore(data(), new byte[32], 1_000, true)) {
            assertThat(restored.numbersGivenBelow()).isEqualTo(5_000);
            assertThat(data().resolve("log")).doesNotExist();
            restored.restored();
        }
        try (DataFolder folder = DataFolder.open(data())) {
            assertThat(folder.secret()).isEqualTo(new byte[32]);
            assertThat(folder.numbersGivenBelow()).isEqualTo(5_000);
        }
    }

    @Test
    void aRestoreThatBrokeOffIsNoFolderUntilItIsGivenAgain() throws IOException {
        DataFolder.forRestore(data(), new byte[32], 1_000, false).close();

        assertThatThrownBy(() -> DataFolder.open(data()))
                .hasMessageContaining("broke off")
                .hasMessageContaining("hearth store restore");
        try (DataFolder again = DataFolder.forRestore(data(), new byte[32], 1_000, false)) {
            again.restored();
        }
        DataFolder.open(data()).close();
    }

    @Test
    void theSameProcessCantOpenItTwiceNorLoseTheLockByTrying() throws Exception {
        try (DataFolder folder = DataFolder.open(data())) {
            assertThatThrownBy(() -> DataFolder.open(folder.path())).hasMessageContaining("in use by this process");
            assertThat(openElsewhere()).contains("in use by another container");
        }
        assertThat(openElsewhere()).isEqualTo("opened");
    }

    @Test
    void aSecondContainerIsToldWhoTheFirstIs() throws Exception {
        try (DataFolder folder = DataFolder.open(data())) {
            assertThat(openElsewhere())
                    .contains(folder.path().toString())
                    .contains("pid " + ProcessHandle.current().pid() + ", started ");
        }
    }

    private String openElsewhere() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName(),
                        data().toString())
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return line;
        }
    }

    /** A second container, as far as the folder sees. */
    static final class Opener {

        private Opener() {}

        public static void main(String[] arguments) {
            try (DataFolder folder = DataFolder.open(Path.of(arguments[0]))) {
                System.out.println(folder.secret().length == 32 ? "opened" : "no secret");
            } catch (IOException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }
}
