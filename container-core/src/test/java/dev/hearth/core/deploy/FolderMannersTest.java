package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearth.core.deploy.DeployerOptions.Timing;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How files come into a folder and go, in the hands of people and programs. */
class FolderMannersTest extends DeployerFixture {

    /** A whole file is taken at the second look, and any other one never. */
    private static final Timing WHOLE_ONLY = new Timing(SOON, NEVER, NEVER, NEVER, SOON, NEVER);

    private static final String LATE = "@dev.hearth.api.HostedObject(name = \"voice\")"
            + " public class VoiceObject implements Voice { public String say() { return new Late().toString(); } }";

    private Path built(String text) {
        return Jars.saying(root.resolve("built/" + text + ".jar"), "voice", text)
                .make();
    }

    /** Until the folder has been looked at after now. */
    private void looked() {
        String name = "looked-" + System.nanoTime();
        Jars.saying(inFolder(name + ".jar"), name, "").make();
        says(name, "");
    }

    private void gone(String deployment) {
        await("undeployment of " + deployment).atMost(PATIENCE).until(() -> !listener.hosted.containsKey(deployment));
    }

    @Test
    void anAtomicMovePutsInAndReplaces() throws IOException {
        start(WHOLE_ONLY);
        Files.move(built("one"), inFolder("bank.jar"), StandardCopyOption.ATOMIC_MOVE);
        says("bank", "one");
        Files.move(built("two"), inFolder("bank.jar"), StandardCopyOption.ATOMIC_MOVE);
        says("bank", "two");
        assertThat(listener.told).containsExactly("deploy bank", "deploy bank");
    }

    @Test
    void aCopyInPiecesIsTakenWhenItIsWhole() throws IOException {
        byte[] bytes = Files.readAllBytes(built("whole"));
        start(WHOLE_ONLY);
        Path jar = inFolder("bank.jar");
        Files.createFile(jar);
        for (int piece = 0; piece < 4; piece++) {
            Files.write(
                    jar,
                    Arrays.copyOfRange(bytes, piece * bytes.length / 4, (piece + 1) * bytes.length / 4),
                    StandardOpenOption.APPEND);
            if (piece < 3) {
                looked();
                assertThat(listener.hosted).doesNotContainKey("bank");
            }
        }
        says("bank", "whole");
        assertThat(inFolder("bank.jar.failed")).doesNotExist();
    }

    @Test
    void aPartThatEndsWithAnotherJarIsNotTakenForIt() throws IOException {
        Path inner = built("inner");
        byte[] whole = Files.readAllBytes(inner);
        byte[] before = "the first half of a JAR, in which another one is stored".getBytes(StandardCharsets.UTF_8);
        byte[] part = Arrays.copyOf(before, before.length + whole.length);
        System.arraycopy(whole, 0, part, before.length, whole.length);
        start(WHOLE_ONLY);
        Files.write(inFolder("bank.jar"), part);
        assertThat(Completeness.of(inFolder("bank.jar"))).isEqualTo(Completeness.READABLE);
        assertThat(Completeness.of(inner)).isEqualTo(Completeness.WHOLE);
        looked();
        assertThat(listener.hosted).doesNotContainKey("bank");
    }

    @Test
    void aJarThatIsPartlyOverwrittenIsTakenForNeither() throws IOException {
        Path jar = inFolder("bank.jar");
        Files.createDirectories(folder());
        byte[] one = Files.readAllBytes(built("one"));
        Files.write(jar, one);
        start(WHOLE_ONLY);
        says("bank", "one");
        byte[] mixed = one.clone();
        for (int i = mixed.length / 3; i < mixed.length / 3 + 40; i++) {
            mixed[i] ^= 0x55;
        }
        Files.write(jar, mixed);
        assertThat(note("bank.jar")).contains("goes on running", "build or copy it again");
        assertThat(listener.says("bank")).contains("one");
        Files.copy(built("two"), jar, StandardCopyOption.REPLACE_EXISTING);
        says("bank", "two");
        noNote("bank.jar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".bank.jar.swp",
                "4913",
                "bank.jar.tmp",
                "bank.jar.filepart",
                ".#bank.jar",
                "bank.jar.bak",
                "._bank.jar"
            })
    void whatEditorsAndCopyingProgramsLeaveIsIgnored(String file) throws IOException {
        start();
        Files.copy(built("one"), inFolder(file));
        looked();
        assertThat(listener.hosted).hasSize(1).doesNotContainKeys("bank", "4913");
        assertThat(inFolder(file + ".failed")).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkIsFollowedAndWhereItLeadsElsewhereIsANewVersion() throws IOException {
        start();
        Path link = inFolder("bank.jar");
        Files.createSymbolicLink(link, built("one"));
        says("bank", "one");

        Path other = Files.createSymbolicLink(root.resolve("other"), built("two"));
        Files.move(other, link, StandardCopyOption.ATOMIC_MOVE);
        says("bank", "two");

        Files.delete(root.resolve("built/two.jar"));
        gone("bank");
        assertThat(inFolder("bank.jar.failed")).doesNotExist();
        built("two");
        says("bank", "two");
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToAFolderOfJarsIsADeploymentAndUndeployTakesTheLinkAlone() throws Exception {
        Path there =
                Jars.saying(root.resolve("elsewhere/app.jar"), "voice", "there").make();
        Files.createDirectories(folder());
        Files.createSymbolicLink(inFolder("bank"), there.getParent());
        start();
        says("bank", "there");
        deployer.undeploy("bank");
        assertThat(there).exists();
        assertThat(folder()).isEmptyDirectory();
    }

    /** As a server is unpacked. Nothing but the watch says that something has changed far below. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderOfJarsMayHaveMoreOfThemInFoldersBelow() throws IOException {
        Files.createDirectories(folder());
        Files.move(unpacked("one"), inFolder("app"));
        start(new Timing(SOON, SOON, SOON, NEVER));
        says("app", "one of app.jar");
        assertThat(inFolder("app.deployed")).exists();
        late(inFolder("app/lib/more/dep.jar"), "two");
        says("app", "two of app.jar");
        assertThat(inFolder("app.failed")).doesNotExist();
    }

    /** A JAR at its top that needs one below, of which another one has the file's name. */
    private Path unpacked(String text) throws IOException {
        Path app = root.resolve("built/app");
        Path late = late(app.resolve("lib/more/dep.jar"), text);
        JarMaker.jar(app.resolve("lib/dep.jar")).resource("which.txt", "below").make();
        JarMaker.jar(app.resolve(".git/hidden.jar"))
                .resource("META-INF/hearth.yaml", "a: b")
                .make();
        Files.createSymbolicLink(app.resolve("lib/up"), Path.of(".."));
        Jars.of(
                        app.resolve("dep.jar"),
                        "@dev.hearth.api.HostedObject(name = \"voice\") public class VoiceObject implements Voice {"
                                + " static final String OF = new Late() + \" of \" + which();"
                                + " static String which() { try (java.io.InputStream in = VoiceObject.class.getResourceAsStream(\"/which.txt\")) {"
                                + " return new String(in.readAllBytes()); } catch (java.io.IOException lost) { return lost.toString(); } }"
                                + " public String say() { return OF; } }")
                .classPath(late)
                .resource("which.txt", "app.jar")
                .make();
        return app;
    }

    private static Path late(Path jar, String text) {
        return JarMaker.jar(jar)
                .source("voices.Late", "public class Late { public String toString() { return \"" + text + "\"; } }")
                .make();
    }

    /** As the {@code lost+found} of a file system that is mounted there. */
    @Test
    void aFolderThatOnlyAnotherUserMayReadStopsNothing() throws IOException {
        Path closed = Files.createDirectories(inFolder("lost+found"));
        assumeTrue(closed.getFileSystem().supportedFileAttributeViews().contains("posix"), "has permissions");
        Files.setPosixFilePermissions(closed, Set.of());
        assumeFalse(Files.isReadable(closed), "permissions do not count for this user");
        start();
        Files.copy(built("one"), inFolder("bank.jar"));
        says("bank", "one");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Files.copy(built("two"), closed.resolve("app.jar"));
        says("lost+found", "two");
    }

    @Test
    void withoutEventsTheFolderIsLookedAtFromTimeToTime() throws IOException {
        start(new Timing(SOON, SOON, SOON, NEVER), 3, (folder, changed) -> {
            throw new IOException("this file system reports nothing");
        });
        Files.copy(built("one"), inFolder("bank.jar"));
        says("bank", "one");
        Files.copy(built("two"), inFolder("bank.jar"), StandardCopyOption.REPLACE_EXISTING);
        says("bank", "two");
        Files.delete(inFolder("bank.jar"));
        gone("bank");
    }

    @Test
    void twoHundredAtOnceAreAllDeployed() throws IOException {
        start();
        Path template = Jars.of(
                        root.resolve("built/template.jar"),
                        "public class VoiceObject implements Voice { public String say() { return \"one of many\"; } }")
                .make();
        for (int i = 0; i < 200; i++) {
            Jars.hosting(template, inFolder("many-" + i + ".jar"), "many-" + i, "voices.VoiceObject");
        }
        await("all two hundred").atMost(PATIENCE).until(() -> listener.hosted.size() == 200);
        assertThat(listener.says("many-137")).contains("one of many");
        await("what is said of them").atMost(PATIENCE).until(() -> Files.exists(inFolder("many-199.jar.deployed")));
        assertThat(folder()).isDirectoryNotContaining("glob:**.failed");
    }

    @Test
    void aJarThatIsDeletedWhileItIsInUseStillHasItsClasses() throws IOException {
        Path jar = Jars.of(inFolder("bank.jar"), LATE)
                .source("voices.Late", "class Late { public String toString() { return \"late\"; } }")
                .make();
        listener.onReplace = replaced -> replaced;
        start(new Timing(NEVER, NEVER, NEVER, NEVER));
        Files.delete(jar);
        assertThat(listener.says("bank")).contains("late");
    }
}
