package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Threading;
import dev.hearth.core.testing.JarMaker;
import dev.hearth.core.testing.Stress;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RedeployLeaksNoLoaderTest {

    private static final int ROUNDS = Stress.FACTOR > 1 ? 1_000 : 200;

    @TempDir
    Path root;

    private final RecordingListener listener = new RecordingListener();

    @Test
    void manyVersionsGoWhenTheyAreReplaced() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        Path[] versions = {jar("one"), jar("two")};
        try (Deployer deployer = new Deployer(
                DeployerOptions.of(root.resolve("deploy"), root.resolve("versions"), Threading.POOLED), listener)) {
            deployer.start();
            listener.onReplace = replaced -> {
                deployer.release(replaced.deployment());
                return replaced;
            };
            for (int round = 0; round < ROUNDS; round++) {
                deployer.deploy(versions[round % 2]);
                use();
                loaders.add(new WeakReference<>(
                        listener.hosted.get("bank").deployment().loader()));
            }
            awaitEnd(loaders.subList(0, ROUNDS - 1));
            assertThat(loaders.get(ROUNDS - 1).get()).isNotNull();
            assertThat(openFiles()).as("open files").hasSizeLessThanOrEqualTo(1);
            deployer.undeploy("bank");
            awaitEnd(loaders);
            assertThat(openFiles()).as("open files").isEmpty();
        }
        assertThat(root.resolve("versions")).isEmptyDirectory();
    }

    /** With what commonly pins a loader: a hook module, a resource read through the JDK's cache. */
    private Path jar(String text) {
        return JarMaker.jar(root.resolve(text + "/bank.jar"))
                .source("voices.Voice", Jars.REMOTE)
                .source(
                        "voices.VoiceObject",
                        "public class VoiceObject implements Voice {"
                                + " public String say() { try (var in = getClass().getResource(\"/text\").openStream()) {"
                                + " return new String(in.readAllBytes()); }"
                                + " catch (java.io.IOException e) { return e.toString(); } } }")
                .source("voices.Module", Modules.source("Module", "module"))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "voices.Module\n")
                .resource("META-INF/hearth.yaml", "objects: [{name: voice, class: voices.VoiceObject}]")
                .resource("text", text)
                .make();
    }

    private void use() {
        assertThat(listener.says("bank")).isPresent().get().isIn("one", "two");
    }

    private static void awaitEnd(List<WeakReference<ClassLoader>> loaders) {
        await("the loaders' end").until(() -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.get() == null);
        });
    }

    /** The JARs below the test's folder that this process has open; none where that can't be seen. */
    private List<String> openFiles() throws IOException {
        Path handles = Path.of("/proc/self/fd");
        if (!Files.isDirectory(handles)) {
            return List.of();
        }
        try (Stream<Path> open = Files.list(handles)) {
            return open.map(RedeployLeaksNoLoaderTest::target)
                    .filter(target -> target.startsWith(root.toString()) && target.contains(".jar"))
                    .toList();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theCheckOfOpenFilesSeesOne() throws IOException {
        Path jar = jar("open");
        try (var held = Files.newInputStream(jar)) {
            assertThat(held.read()).isPositive();
            assertThat(openFiles()).containsExactly(jar.toString());
        }
    }
}
