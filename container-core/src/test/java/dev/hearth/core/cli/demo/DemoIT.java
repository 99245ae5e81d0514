package dev.hearth.core.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo's own part, with real processes in the places of container and client. */
@Timeout(180)
class DemoIT {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path folder;

    private final StringWriter text = new StringWriter();

    private int run(Class<?> server, Class<?> client) throws Exception {
        Path samples = Files.writeString(folder.resolve("sample-objects.jar"), "");
        Path classes = Path.of(FakeClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Demo demo = new Demo(
                JAVA,
                System.getProperty("java.class.path"),
                new DemoJars(samples, classes),
                StandardCharsets.UTF_8,
                new Demo.Programs(server.getName(), client.getName()));
        return demo.run(new PrintWriter(text, true));
    }

    @Test
    void tellsTheStoryAndEndsAllThatItBegan() throws Exception {
        assertThat(run(FakeServer.class, FakeClient.class)).as(text.toString()).isZero();

        assertThat(text.toString())
                .contains(
                        "✓ kill -9", "scene of before", "7 ms", "✓ 1 servers so far", "✓ 2 servers so far", "a remark")
                .contains("All of it was right: 8 checks")
                .doesNotContain("✗", "noise");
        Matcher process = Pattern.compile("as process (\\d+)").matcher(text.toString());
        int servers = 0;
        while (process.find()) {
            servers++;
            assertThat(ProcessHandle.of(Long.parseLong(process.group(1))).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
        assertThat(servers).isEqualTo(2);
    }

    @Test
    void aCheckThatFailsFailsTheDemoAndShowsWhatTheProcessesSaid() throws Exception {
        assertThat(run(FakeServer.class, FakeClient.Disappointed.class)).isEqualTo(1);

        assertThat(text.toString())
                .contains("✗ 1 servers so far", "✗ the client found everything right")
                .contains("Not all was right: 4 of 8 checks failed", "| noise");
    }

    @Test
    void aContainerThatDoesNotStartEndsTheDemo() throws Exception {
        assertThat(run(String.class, FakeClient.class)).isEqualTo(1);

        assertThat(text.toString()).contains("✗ The container ended unexpectedly", "java.lang.String");
    }

    @Test
    void findsItsJarsInACheckoutAndInADistribution() throws Exception {
        Path target = Files.createDirectories(folder.resolve("sample-objects/target"));
        Files.createFile(target.resolve("sample-objects.jar"));
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> DemoJars.find(folder))
                .withMessageContaining("sample-objects-client.jar")
                .withMessageContaining(folder.toString());

        Files.createFile(target.resolve("sample-objects-client.jar"));
        assertThat(DemoJars.find(folder).client()).isEqualTo(target.resolve("sample-objects-client.jar"));

        Path samples = Files.createDirectories(folder.resolve("samples"));
        Files.createFile(samples.resolve("sample-objects.jar"));
        Files.createFile(samples.resolve("sample-objects-client.jar"));
        assertThat(DemoJars.find(folder).samples()).isEqualTo(samples.resolve("sample-objects.jar"));
    }
}
