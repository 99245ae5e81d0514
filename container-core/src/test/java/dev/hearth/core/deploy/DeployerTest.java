package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.deploy.DeployerOptions.Timing;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployerTest extends DeployerFixture {

    @Test
    void whatIsThereAtTheStartIsHostedInTheOrderOfNames() throws IOException {
        for (String name : new String[] {"c", "a", "b"}) {
            Jars.saying(inFolder(name + ".jar"), name, name).make();
        }
        start();

        assertThat(listener.told).containsExactly("deploy a", "deploy b", "deploy c");
        assertThat(deployer.deployments()).extracting(Deployed::name).containsExactly("a", "b", "c");
        assertThat(deployer.deployments().get(0).path()).isEqualTo(inFolder("a.jar"));
        assertThat(deployer.deployments().get(0).types())
                .extracting(TypeSummary::name)
                .containsExactly("a");
    }

    @Test
    void theEndUndeploysInReverseAndLeavesNothing() throws IOException {
        Jars.saying(inFolder("a.jar"), "a", "").make();
        Jars.saying(inFolder("b.jar"), "b", "").make();
        start();
        deployer.close();
        deployer.close();

        assertThat(listener.told).containsExactly("deploy a", "deploy b", "undeploy b", "undeploy a");
        assertThat(copies()).isZero();
        assertThat(deployer.deployments()).isEmpty();
        assertThatThrownBy(() -> deployer.deploy(inFolder("a.jar")))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("the container is stopping");
        await("the end of the threads")
                .atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("hearth-deploy")));
    }

    @ParameterizedTest
    @ValueSource(longs = {20, 3_600_000})
    void aJarThatAppearsChangesAndVanishesIsFollowed(long poll) throws IOException {
        start(new Timing(SOON, SOON, Duration.ofMillis(poll), NEVER));
        Path jar = inFolder("bank.jar");
        Jars.saying(jar, "voice", "one").make();
        says("bank", "one");
        Jars.saying(jar, "voice", "two").make();
        says("bank", "two");
        Files.delete(jar);
        await("undeployment").atMost(PATIENCE).until(() -> listener.hosted.isEmpty());

        assertThat(listener.told).containsExactly("deploy bank", "deploy bank", "undeploy bank");
    }

    @Test
    void overwritingAJarInPlaceDoesNotBreakWhatRuns() throws IOException {
        Path jar = Jars.of(
                        inFolder("bank.jar"),
                        "@dev.hearth.api.HostedObject(name = \"voice\")"
                                + " public class VoiceObject implements Voice {"
                                + " public String say() { return new Late().toString(); } }")
                .source("voices.Late", "class Late { public String toString() { return \"late\"; } }")
                .make();
        start();
        Files.write(jar, new byte[100]);

        assertThat(note("bank.jar")).contains("bank.jar", "goes on running", "not a readable JAR");
        assertThat(listener.says("bank")).contains("late");
    }

    @Test
    void aJarThatIsBeingCopiedIsWaitedFor() throws IOException {
        byte[] bytes = Files.readAllBytes(
                Jars.saying(root.resolve("built/bank.jar"), "voice", "whole").make());
        start(new Timing(SOON, NEVER, SOON, NEVER));
        Path jar = inFolder("bank.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            out.write(bytes, 0, bytes.length / 2);
            out.flush();
            Jars.saying(inFolder("other.jar"), "other", "there").make();
            says("other", "there");
            assertThat(listener.hosted).doesNotContainKey("bank");
            out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        }
        says("bank", "whole");
        assertThat(inFolder("bank.jar.failed")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {".bank.jar", "#bank.jar", "~bank.jar", "bank.jar~", "bank.jar.part", ".hidden/bank.jar"})
    void temporariesAreIgnored(String file) throws IOException {
        Jars.saying(inFolder(file), "voice", "").make();
        Jars.saying(inFolder("other.jar"), "other", "").make();
        start();

        assertThat(listener.told).containsExactly("deploy other");
        assertThat(inFolder(file + ".failed")).doesNotExist();
    }

    @Test
    void aBrokenNewVersionLeavesTheOldOneRunningUntilItIsFixed() throws IOException {
        Path jar = Jars.saying(inFolder("bank.jar"), "voice", "one").make();
        start();
        Jars.saying(jar, "a~b", "two").make();

        assertThat(note("bank.jar"))
                .startsWith("bank.jar is not deployed. The version before it goes on running.")
                .contains("bank.jar: voices.VoiceObject: the name 'a~b'", "Put a corrected bank.jar in its place");
        assertThat(listener.says("bank")).contains("one");
        Jars.saying(jar, "voice", "three").make();
        says("bank", "three");
        noNote("bank.jar");
    }

    @Test
    void aBrokenJarHarmsNoOther() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(inFolder("a.jar"), "no ZIP at all");
        Jars.saying(inFolder("b.jar"), "//", "").make();
        Jars.saying(inFolder("c.jar"), "voice", "sound").make();
        start();

        assertThat(listener.says("c")).contains("sound");
        assertThat(note("a.jar")).contains("a.jar is not deployed. Nothing of it runs.", "not a readable JAR file");
        assertThat(note("b.jar")).contains("double slash");
        assertThat(copies()).isEqualTo(1);
    }

    @Test
    void theNoteGoesWithItsJar() throws IOException {
        Path jar = Jars.saying(inFolder("bank.jar"), "//", "").make();
        start();
        note("bank.jar");
        Files.delete(jar);
        noNote("bank.jar");
    }

    @Test
    void notesAndCopiesOfAnEarlierContainerAreCleared() throws IOException {
        Jars.saying(inFolder("bank.jar"), "voice", "").make();
        for (String label : new String[] {"bank.jar", "gone.jar"}) {
            Files.writeString(
                    inFolder(label + ".failed"), label + " is not deployed. Nothing of it runs.\n\nIt is old.\n");
        }
        Files.writeString(inFolder(".bank.jar.incoming"), "old");
        Files.createDirectories(root.resolve("versions/bank-7/deep"));
        start();

        assertThat(folder()).isDirectoryNotContaining("glob:**.failed").isDirectoryNotContaining("glob:**.incoming");
        assertThat(copies()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "deployed"})
    void filesOfTheUsersThatHaveTheNameOfANoteStay(String ending) throws Exception {
        Path off = Jars.saying(root.resolve("built/off.jar"), "off", "").make();
        Path gone = Files.copy(off, Files.createDirectories(folder()).resolve("gone.jar." + ending));
        Path beside = Files.copy(off, inFolder("bank.jar." + ending));
        Path sameBeginning = Files.writeString(
                inFolder("list.jar." + ending), "list.jar is not deployed. Nothing of it runs. Ask Ann.\n");
        Path folder = Files.createDirectories(inFolder("shop.jar." + ending));
        Path jar = Jars.saying(inFolder("bank.jar"), "voice", "one").make();
        start();
        says("bank", "one");
        Jars.saying(jar, "a~b", "two").make();
        Jars.saying(inFolder("shop.jar"), "//", "").make();
        Jars.saying(inFolder("other.jar"), "//", "").make();
        note("other.jar");
        Jars.saying(jar, "voice", "three").make();
        says("bank", "three");
        deployer.undeploy("bank");
        deployer.undeploy("shop");
        deployer.close();

        assertThat(gone).hasSameBinaryContentAs(off);
        assertThat(beside).hasSameBinaryContentAs(off);
        assertThat(sameBeginning).exists();
        assertThat(folder).isDirectory();
    }

    @Test
    void whatTheContainerRefusesIsReported() throws IOException {
        listener.refusal = Optional.of("the name 'voice' is that of shop.jar: rename one");
        Path jar = Jars.saying(inFolder("bank.jar"), "voice", "").make();
        start();

        assertThat(note("bank.jar")).contains("bank.jar: the name 'voice' is that of shop.jar");
        assertThat(copies()).isZero();
        listener.refusal = Optional.empty();
        Jars.saying(jar, "voice", "well").make();
        says("bank", "well");
    }

    @Test
    void aModuleThatThrowsIsReported() throws IOException {
        JarMaker.jar(inFolder("bank.jar"))
                .source("bank.Quota", Modules.source("Quota", "quota\" + 1 / (name().length() - 5) + \""))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "bank.Quota\n")
                .source("bank.Other", Modules.source("Other", "Not A Name"))
                .make();
        JarMaker.jar(inFolder("shop.jar"))
                .source("bank.Quota", Modules.source("Quota", "Not A Name"))
                .source("bank.Other", Modules.source("Other", "same"))
                .source("bank.Third", Modules.source("Third", "same"))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "bank.Quota\nbank.Other\nbank.Third\n")
                .make();
        start();

        assertThat(note("bank.jar")).contains("bank.jar");
        assertThat(note("shop.jar"))
                .contains(
                        "shop.jar has 2 problems",
                        "'Not A Name'",
                        "two hook modules are named 'same': bank.Other in shop.jar, and bank.Third in shop.jar; rename one");
    }

    @Test
    void aFolderOfJarsIsOneDeployment() throws IOException {
        Path library = JarMaker.jar(inFolder("bank/library.jar"))
                .source("words.Words", "public class Words { public static String words() { return \"words\"; } }")
                .make();
        Jars.of(
                        inFolder("bank/app.jar"),
                        "@dev.hearth.api.HostedObject(name = \"voice\")"
                                + " public class VoiceObject implements Voice {"
                                + " public String say() { return words.Words.words(); } }")
                .classPath(library)
                .make();
        Files.createDirectories(inFolder("empty"));
        Duration several = Duration.ofMillis(500); // longer than it takes to delete two files
        start(new Timing(SOON, SOON, several, SOON.multipliedBy(5), SOON.multipliedBy(5), NEVER));
        assertThat(listener.says("bank")).contains("words");

        JarMaker.jar(library)
                .source("words.Words", "public class Words { public static String words() { return \"other\"; } }")
                .make();
        says("bank", "other");
        Files.delete(library);
        Files.delete(inFolder("bank/app.jar"));
        await("undeployment").atMost(PATIENCE).until(() -> listener.hosted.isEmpty());
        assertThat(listener.told).containsExactly("deploy bank", "deploy bank", "undeploy bank");
    }

    @Test
    void twoOfOneNameAreReported() throws IOException {
        Jars.saying(inFolder("bank/app.jar"), "voice", "folder").make();
        Jars.saying(inFolder("bank.jar"), "voice", "jar").make();
        start();

        assertThat(listener.says("bank")).contains("folder");
        assertThat(note("bank.jar")).contains("bank has the name 'bank': rename one, or take one away.");
        assertThatThrownBy(() -> deployer.deploy(
                        Jars.saying(root.resolve("built/bank.jar"), "voice", "").make()))
                .hasMessageContaining("there is already a deployment named 'bank', in bank");
    }

    @Test
    void whatComesLaterUnderTheNameOfOneThatRunsIsRefusedAndTakesItsPlaceWhenThatIsGone() throws IOException {
        Path jar = Jars.saying(inFolder("bank.jar"), "voice", "jar").make();
        start();
        Jars.saying(inFolder("bank/app.jar"), "voice", "folder").make();
        assertThat(note("bank")).contains("Nothing of it runs.", "bank.jar has the name 'bank': rename one");
        Jars.saying(jar, "voice", "jar again").make();
        says("bank", "jar again");
        assertThat(inFolder("bank.jar.failed")).doesNotExist();
        assertThat(inFolder("bank.jar.deployed")).exists();

        Files.delete(jar);
        says("bank", "folder");
        noNote("bank");
        assertThat(listener.told).containsExactly("deploy bank", "deploy bank", "deploy bank");
    }

    @Test
    void aNewSharedLibraryRenewsTheDeployments() throws IOException {
        Path lib = shared("one");
        Jars.of(
                        inFolder("bank.jar"),
                        "@dev.hearth.api.HostedObject(name = \"voice\")"
                                + " public class VoiceObject implements Voice {"
                                + " public String say() { return shared.Words.words(); } }")
                .classPath(lib)
                .make();
        start();
        assertThat(listener.says("bank")).contains("one");

        shared("two");
        says("bank", "two");
        Files.write(lib, new byte[10]);
        assertThat(note("lib")).contains("lib/shared.jar is not a readable JAR file", "goes on running");
        assertThat(listener.says("bank")).contains("two");
        shared("three");
        says("bank", "three");
        noNote("lib");
    }

    @Test
    void aDeploymentThatCantBeMadeOnOtherSharedJarsKeepsAllOnThoseBefore() throws IOException {
        Path lib = shared("one");
        Jars.of(inFolder("apart.jar"), saysWords("apart")).classPath(lib).make();
        Path base = JarMaker.jar(inFolder("lib/base.jar"))
                .source("base.Base", "public class Base {}")
                .make();
        Jars.of(
                        inFolder("bank.jar"),
                        "@dev.hearth.api.HostedObject(name = \"voice\")"
                                + " public class VoiceObject extends base.Base implements Voice {"
                                + " public String say() { return \"one\"; } }")
                .classPath(base)
                .make();
        start();
        assertThat(listener.says("bank")).contains("one");
        assertThat(listener.says("apart")).contains("one");

        JarMaker.jar(base).source("base.Other", "public class Other {}").make();
        assertThat(note("lib")).contains("Changed: lib/base.jar.");
        shared("two");
        await("another note").atMost(PATIENCE).until(() -> note("lib").contains("lib/shared.jar"));

        assertThat(note("lib"))
                .contains(
                        "The version before it goes on running.",
                        "Changed: lib/base.jar, lib/shared.jar.",
                        "bank.jar: voices.VoiceObject needs the class base.Base",
                        "Correct what lies in lib, or the deployment that is named");
        assertThat(inFolder("bank.jar.failed")).doesNotExist();
        assertThat(listener.says("bank")).contains("one");
        assertThat(listener.says("apart")).contains("one");

        Jars.saying(inFolder("bank.jar"), "voice", "needs nothing").make();
        says("bank", "needs nothing");
        says("apart", "two");
        noNote("lib");
    }

    @Test
    void whereTheContainerRefusesOneOnOtherSharedJarsAllStay() throws Exception {
        Path lib = shared("one");
        for (String name : List.of("a", "b", "c")) {
            Jars.of(inFolder(name + ".jar"), saysWords(name)).classPath(lib).make();
        }
        start();
        assertThat(listener.told).containsExactly("deploy a", "deploy b", "deploy c");
        for (String name : List.of("a", "b", "c")) {
            assertThat(listener.says(name)).contains("one");
        }
        listener.judge = contents -> contents.deployment().name().equals("b")
                        && Jars.say(contents.types().get(0)).equals("two")
                ? Optional.of("its constructor threw")
                : Optional.empty();

        shared("two");
        assertThat(note("lib")).contains("b.jar: its constructor threw");
        assertThat(listener.told).hasSize(3);

        Path fresh = Jars.of(root.resolve("built/fresh.jar"), saysWords("fresh"))
                .classPath(lib)
                .make();
        deployer.deploy(fresh);
        assertThat(listener.says("fresh")).contains("one");
        assertThat(note("lib")).contains("b.jar: its constructor threw");

        deployer.deploy(
                Jars.saying(root.resolve("built/b.jar"), "b", "needs nothing").make());
        says("b", "needs nothing");
        says("a", "two");
        says("c", "two");
        says("fresh", "two");
        noNote("lib");
    }

    @Test
    void whatIsHandedOverTogetherWithOtherSharedJarsIsTriedOnThem() throws Exception {
        Path lib = shared("one");
        Jars.of(inFolder("a.jar"), saysWords("a")).classPath(lib).make();
        start();
        assertThat(listener.says("a")).contains("one");
        listener.judge = contents -> Jars.say(contents.types().get(0)).equals("two")
                ? Optional.of("its constructor threw")
                : Optional.empty();
        shared("two");
        assertThat(note("lib")).contains("a.jar: its constructor threw");

        Path newer = Jars.of(
                        root.resolve("built/a.jar"),
                        "@dev.hearth.api.HostedObject(name = \"a\") public class VoiceObject implements Voice {"
                                + " public String say() { return \"on \" + shared.Words.words(); } }")
                .classPath(lib)
                .make();
        deployer.deploy(newer);

        assertThat(listener.says("a")).contains("on two");
        noNote("lib");
    }

    private static String saysWords(String name) {
        return "@dev.hearth.api.HostedObject(name = \"" + name + "\") public class VoiceObject implements Voice {"
                + " public String say() { return shared.Words.words(); } }";
    }

    @Test
    void aDeploymentThatUsesNothingOfTheSharedLibrariesGoesOnAndFindsTheNewestLater() throws IOException {
        shared("one");
        Jars.saying(inFolder("other.jar"), "other", "nothing shared").make();
        Jars.of(inFolder("later.jar"), looking("later", "shared.Words")).make();
        Jars.of(inFolder("missing.jar"), looking("missing", "more.Words")).make();
        start();
        assertThat(listener.says("missing")).contains("none");
        assertThat(listener.says("other")).contains("nothing shared");

        shared("two");
        JarMaker.jar(inFolder("lib/more.jar"))
                .source("more.Words", "public class Words { public static final String TEXT = \"more\"; }")
                .make();
        says("missing", "more");
        assertThat(listener.says("later")).contains("two");
        assertThat(listener.told)
                .filteredOn(told -> !told.endsWith("missing"))
                .containsExactly("deploy later", "deploy other");

        shared("three");
        says("later", "three");
        assertThat(listener.told).filteredOn("deploy other"::equals).hasSize(1);
    }

    /** An object that says the text of a class that it looks for when it is called. */
    private static String looking(String name, String className) {
        return "@dev.hearth.api.HostedObject(name = \"" + name + "\") public class VoiceObject implements Voice {"
                + " public String say() { try { return (String) Class.forName(\"" + className
                + "\").getField(\"TEXT\").get(null); } catch (ReflectiveOperationException none) { return \"none\"; } } }";
    }

    private Path shared(String words) {
        return JarMaker.jar(inFolder("lib/shared.jar"))
                .source(
                        "shared.Words",
                        "public class Words { public static final String TEXT = \"" + words
                                + "\"; public static String words() { return TEXT; } }")
                .make();
    }

    @Test
    void aJarCanBePutInAndTakenOut() throws Exception {
        start();
        Path built = Jars.saying(root.resolve("built/bank.jar"), "voice", "one").make();
        Deployed deployed = deployer.deploy(built);

        assertThat(deployed.name()).isEqualTo("bank");
        assertThat(deployer.deployments()).containsExactly(deployed);
        assertThat(inFolder("bank.jar")).hasSameBinaryContentAs(built);
        assertThat(listener.says("bank")).contains("one");
        Deployed again = deployer.deploy(
                Jars.saying(root.resolve("built/bank.jar"), "voice", "two").make());
        assertThat(again.version()).isGreaterThan(deployed.version());
        assertThat(listener.says("bank")).contains("two");

        deployer.undeploy("bank");
        assertThat(inFolder("bank.jar")).doesNotExist();
        assertThat(listener.told).containsExactly("deploy bank", "deploy bank", "undeploy bank");
        assertThat(copies()).isZero();
    }

    @Test
    void aJarThatIsPutInIsNotDeployedOnceMoreByTheWatch() throws Exception {
        start();
        Deployed deployed = deployer.deploy(
                Jars.saying(root.resolve("built/bank.jar"), "voice", "one").make());
        Jars.saying(inFolder("other.jar"), "other", "looked").make();
        says("other", "looked");

        assertThat(deployer.deployments()).contains(deployed);
        assertThat(listener.told).containsExactly("deploy bank", "deploy other");
    }

    @Test
    void aJarThatIsRefusedChangesNothing() throws Exception {
        start();
        deployer.deploy(
                Jars.saying(root.resolve("built/bank.jar"), "voice", "one").make());
        byte[] before = Files.readAllBytes(inFolder("bank.jar"));
        Path broken = Jars.saying(root.resolve("built/bank.jar"), "a~b", "two").make();

        assertThatThrownBy(() -> deployer.deploy(broken))
                .isInstanceOf(DeploymentException.class)
                .hasMessageStartingWith("bank.jar: voices.VoiceObject: the name 'a~b'");
        assertThat(inFolder("bank.jar")).hasBinaryContent(before);
        assertThat(listener.says("bank")).contains("one");
        assertThat(folder()).isDirectoryNotContaining("glob:**.incoming").isDirectoryNotContaining("glob:**.failed");
    }

    @Test
    void aJarOfTheFolderItselfIsDeployedAtOnce() throws Exception {
        start(new Timing(NEVER, NEVER, NEVER, NEVER));
        Path jar = Jars.saying(inFolder("bank.jar"), "voice", "here").make();

        assertThat(deployer.deploy(jar).name()).isEqualTo("bank");
        assertThat(listener.says("bank")).contains("here");
        assertThat(jar).exists();
    }

    @Test
    void whatIsNoJarCantBePutIn() throws IOException {
        start();
        Path text = Files.writeString(root.resolve("text.txt"), "text");

        assertThatThrownBy(() -> deployer.deploy(root.resolve("none.jar"))).hasMessageContaining("is not there");
        assertThatThrownBy(() -> deployer.deploy(text)).hasMessageContaining("must end in .jar");
    }

    @Test
    void whatIsNotThereCantBeTakenOut() throws IOException {
        Jars.saying(inFolder("bank.jar"), "voice", "").make();
        start();

        assertThatThrownBy(() -> deployer.undeploy("bnak"))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("there is no deployment named 'bnak'; did you mean 'bank'?");
    }

    @Test
    void aBrokenJarAndAFolderCanBeTakenOut() throws Exception {
        Jars.saying(inFolder("broken.jar"), "//", "").make();
        Jars.saying(inFolder("app/a.jar"), "voice", "").make();
        start();
        note("broken.jar");
        deployer.undeploy("broken.jar");
        deployer.undeploy("app");

        assertThat(folder()).isEmptyDirectory();
        assertThat(listener.hosted).isEmpty();
    }

    @Test
    void anUnreadableFolderStopsNothing() throws IOException {
        Jars.saying(inFolder("bank.jar"), "voice", "one").make();
        start();
        Files.move(folder(), root.resolve("away"));
        assertThatThrownBy(() -> deployer.deploy(
                        Jars.saying(root.resolve("built/x.jar"), "x", "").make()))
                .isInstanceOf(DeploymentException.class);
        assertThat(listener.says("bank")).contains("one");

        Files.move(root.resolve("away"), folder());
        Jars.saying(inFolder("bank.jar"), "voice", "two").make();
        says("bank", "two");
        assertThat(listener.told).containsExactly("deploy bank", "deploy bank");
    }

    @Test
    void aReplacedVersionIsUsableUntilItIsReleased() throws Exception {
        start();
        deployer.deploy(
                Jars.saying(root.resolve("built/bank.jar"), "voice", "one").make());
        DeploymentListener.Contents old = listener.hosted.get("bank");
        deployer.deploy(
                Jars.saying(root.resolve("built/bank.jar"), "voice", "two").make());

        assertThat(copies()).isEqualTo(2);
        assertThat(Jars.say(old.types().get(0))).isEqualTo("one");
        deployer.release(old.deployment());
        await("the copy's end").atMost(PATIENCE).until(() -> copies() == 1);
        assertThat(old.deployment().loader().getResource("voices/Voice.class")).isNull();
    }

    @Test
    void aReplacedVersionEndsAfterItsLinger() throws Exception {
        start(new Timing(SOON, SOON, SOON, SOON));
        deployer.deploy(
                Jars.saying(root.resolve("built/bank.jar"), "voice", "one").make());
        deployer.deploy(
                Jars.saying(root.resolve("built/bank.jar"), "voice", "two").make());
        await("the copy's end").atMost(PATIENCE).until(() -> copies() == 1);

        assertThat(listener.says("bank")).contains("two");
    }

    @Test
    void aVersionThatIsStillInUseThenStaysUntilItIsReleased() throws Exception {
        start(new Timing(SOON, SOON, SOON, SOON));
        listener.inUse = true;
        deployer.deploy(
                Jars.saying(root.resolve("built/bank.jar"), "voice", "one").make());
        DeploymentListener.Contents old = listener.hosted.get("bank");
        deployer.deploy(
                Jars.saying(root.resolve("built/bank.jar"), "voice", "two").make());
        await("the end of its time").atMost(PATIENCE).until(() -> listener.expired.contains(old.deployment()));
        deployer.undeploy("bank");
        assertThat(Jars.say(old.types().get(0))).isEqualTo("one");
        assertThat(copies()).isEqualTo(1);

        deployer.release(old.deployment());
        await("the copy's end").atMost(PATIENCE).until(() -> copies() == 0);
    }
}
