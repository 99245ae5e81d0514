package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hearth.api.Threading;
import dev.hearth.core.deploy.DeployerOptions.Timing;
import dev.hearth.core.deploy.DeploymentListener.Contents;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Looks at a deploy folder one by one, by a clock that the test sets. */
class FolderSyncTest {

    private static final Timing TIMING = Timing.usual();

    @TempDir
    Path root;

    private final RecordingListener listener = new RecordingListener();
    private final List<String> tried = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final Set<Path> unreadable = new HashSet<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private FolderSync sync;

    private Path folder() {
        return root.resolve("deploy");
    }

    private Path inFolder(String file) {
        return folder().resolve(file);
    }

    private void start() throws IOException {
        DeployerOptions options = DeployerOptions.of(folder(), root.resolve("versions"), Threading.POOLED);
        KeptVersions kept = new KeptVersions(options.keeping().folder(), 3);
        DeployFolder folder = new DeployFolder(folder(), this::list);
        sync = new FolderSync(
                options, folder, new Hosting(listener, number -> () -> {}, left -> {}, kept), kept, now::get);
        sync.start();
    }

    /** Permissions do not keep every user from reading. */
    private List<Path> list(Path folder) throws IOException {
        if (unreadable.contains(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("dev.hearth.core.deploy");
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @AfterEach
    void close() throws IOException {
        logger().detachAppender(log);
        sync.close();
    }

    /** The container refuses for this reason, and remembers what was tried. */
    private void refusing(Function<Contents, Optional<String>> judge) {
        listener.judge = contents -> {
            tried.add(contents.deployment().name());
            return judge.apply(contents);
        };
    }

    /** No two deployments may host the same name. */
    private Optional<String> clash(Contents contents) {
        String wanted = contents.types().get(0).name();
        return listener.hosted.values().stream()
                .filter(other ->
                        !other.deployment().name().equals(contents.deployment().name()))
                .filter(other -> other.types().get(0).name().equals(wanted))
                .findFirst()
                .map(other -> wanted + " is that of " + other.deployment().name());
    }

    private Function<Contents, Optional<String>> needs(String name, String other) {
        return contents -> contents.deployment().name().equals(name) && !listener.hosted.containsKey(other)
                ? Optional.of(other + " is not there")
                : Optional.empty();
    }

    /** Looks, and once more after this time. */
    private boolean lookFor(Duration time) throws IOException {
        sync.look();
        now.addAndGet(time.toNanos());
        return sync.look();
    }

    private Path failed(String label) {
        return inFolder(label + ".failed");
    }

    @Test
    void whatHasAnotherNameNowComesWhenTheOldNameIsGone() throws IOException {
        Path jar = Jars.saying(inFolder("bank-1.0.jar"), "voice", "").make();
        refusing(this::clash);
        start();
        Files.move(jar, inFolder("bank-1.1.jar"));
        assertThat(lookFor(TIMING.brief())).isTrue();
        assertThat(listener.told).containsExactly("deploy bank-1.0");
        lookFor(TIMING.settle());

        assertThat(listener.told).containsExactly("deploy bank-1.0", "undeploy bank-1.0", "deploy bank-1.1");
        assertThat(tried).containsExactly("bank-1.0", "bank-1.1");
        assertThat(failed("bank-1.1.jar")).doesNotExist();
    }

    @Test
    void whatComesBackInTimeIsReplacedAndNotEnded() throws IOException {
        Path jar = Jars.saying(inFolder("bank.jar"), "voice", "one").make();
        start();
        Files.delete(jar);
        lookFor(TIMING.brief());
        Jars.saying(jar, "voice", "two").make();
        lookFor(TIMING.brief());

        assertThat(listener.told).containsExactly("deploy bank", "deploy bank");
    }

    @Test
    void whatWasInTheWayAndGoesLetsTheOtherIn() throws IOException {
        Path jar = Jars.saying(inFolder("bank-1.0.jar"), "voice", "").make();
        refusing(this::clash);
        start();
        Files.copy(jar, inFolder("bank-1.1.jar"));
        assertThat(lookFor(TIMING.brief())).isFalse();
        assertThat(failed("bank-1.1.jar")).content().contains("voice is that of bank-1.0");

        Files.delete(jar);
        assertThat(lookFor(TIMING.settle())).isFalse();
        assertThat(listener.hosted).containsOnlyKeys("bank-1.1");
        assertThat(failed("bank-1.1.jar")).doesNotExist();
    }

    @Test
    void whatTheContainerRefusesIsTriedOnceForEachThatComes() throws IOException {
        refusing(needs("a", "never"));
        Jars.saying(inFolder("a.jar"), "a", "").make();
        Jars.saying(inFolder("b.jar"), "b", "").make();
        start();
        assertThat(tried).containsExactly("a", "b", "a");
        assertThat(lookFor(TIMING.patience())).isFalse();
        assertThat(tried).containsExactly("a", "b", "a");

        Path note = Files.writeString(failed("a.jar"), "\nread", StandardOpenOption.APPEND);
        Jars.saying(inFolder("c.jar"), "c", "").make();
        assertThat(lookFor(TIMING.brief())).isTrue();
        assertThat(sync.look()).isFalse();
        assertThat(sync.look()).isFalse();
        assertThat(tried).containsExactly("a", "b", "a", "c", "a");
        assertThat(note).as("what was said is not said again").content().contains("never is not there", "read");
        assertThat(warnings()).containsExactly("a.jar is not deployed. Nothing of it runs. a.jar: never is not there");
    }

    @Test
    void atTheStartOnesThatNeedEachOtherComeInWhateverOrder() throws IOException {
        refusing(contents ->
                needs("a", "b").apply(contents).or(() -> needs("b", "c").apply(contents)));
        for (String name : new String[] {"a", "b", "c"}) {
            Jars.saying(inFolder(name + ".jar"), name, "").make();
        }
        start();

        assertThat(listener.told).containsExactly("deploy c", "deploy b", "deploy a");
        assertThat(folder()).isDirectoryNotContaining("glob:**.failed");
    }

    @Test
    void whatCantBeLoadedIsNotTriedAgainAsItIs() throws IOException {
        Jars.saying(inFolder("a.jar"), "//", "").make();
        start();
        Path note = Files.writeString(failed("a.jar"), "\nread", StandardOpenOption.APPEND);
        Jars.saying(inFolder("b.jar"), "b", "").make();

        assertThat(lookFor(TIMING.brief())).isFalse();
        assertThat(note).content().endsWith("read");
    }

    @Test
    void aFolderThatCantBeReadKeepsNothingElseFromStarting() throws IOException {
        unreadable.add(Files.createDirectories(inFolder("lost+found")));
        unreadable.add(Files.createDirectories(inFolder("lib")));
        Jars.saying(inFolder("bank.jar"), "voice", "").make();
        start();
        Jars.saying(inFolder("shop.jar"), "shop", "").make();
        lookFor(TIMING.brief());

        assertThat(listener.hosted).containsOnlyKeys("bank", "shop");
        assertThat(sync.watched()).containsExactly(folder());
        assertThat(warnings()).hasSize(2).allMatch(line -> line.contains("can't be read"));
        assertThat(warnings()).anyMatch(line -> line.startsWith(inFolder("lost+found") + " "));
    }

    @Test
    void aFileThatIsInTheWayOfANoteIsToldOnce() throws IOException {
        Files.createDirectories(folder());
        Path theirs = Files.writeString(inFolder("bank.jar.deployed"), "a user's own file");
        Path jar = Jars.saying(inFolder("bank.jar"), "voice", "one").make();
        start();
        Jars.saying(jar, "voice", "two").make();
        lookFor(TIMING.brief());

        assertThat(listener.says("bank")).contains("two");
        assertThat(warnings()).hasSize(1).allMatch(line -> line.startsWith(theirs + " is no file of Hearth's"));
    }

    @Test
    void whatCantBeReadAnyMoreGoesOn() throws IOException {
        Jars.saying(inFolder("bank/app.jar"), "voice", "one").make();
        Files.createDirectories(inFolder("lib"));
        start();
        unreadable.add(inFolder("bank"));
        unreadable.add(inFolder("lib"));
        assertThat(lookFor(TIMING.patience())).isFalse();
        assertThat(listener.told).containsExactly("deploy bank");

        unreadable.clear();
        Jars.saying(inFolder("bank/app.jar"), "voice", "two").make();
        lookFor(TIMING.patience());
        assertThat(listener.says("bank")).contains("two");
        assertThat(sync.watched()).containsExactlyInAnyOrder(folder(), inFolder("bank"), inFolder("lib"));
    }

    /** A server may write to others all the time, as to its log. */
    @Test
    void foldersFarBelowAreWatchedWhereJarsLie() throws IOException {
        Jars.saying(inFolder("bank/lib/deep/app.jar"), "voice", "one").make();
        Files.createDirectories(inFolder("bank/log"));
        start();
        assertThat(listener.says("bank")).contains("one");
        assertThat(sync.watched()).containsExactlyInAnyOrder(folder(), inFolder("bank"), inFolder("bank/lib/deep"));
    }

    @Test
    void aFolderIsTakenWhenAllOfItsJarsAreThere() throws IOException {
        start();
        Jars.saying(inFolder("bank/app.jar"), "voice", "part").make();
        assertThat(lookFor(TIMING.several().minusMillis(1))).isTrue();
        JarMaker.jar(inFolder("bank/more.jar"))
                .source("more.More", "public interface More extends java.rmi.Remote {}")
                .source(
                        "more.MoreObject",
                        "@dev.hearth.api.HostedObject(name = \"more\") public class MoreObject implements More {}")
                .make();
        assertThat(lookFor(TIMING.several().minusMillis(1))).isTrue();
        assertThat(listener.hosted).isEmpty();
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(sync.look()).isFalse();

        assertThat(listener.told).containsExactly("deploy bank");
        assertThat(listener.hosted.get("bank").types()).hasSize(2);
    }

    @Test
    void whatIsNewWaitsForSharedJarsThatAreComing() throws IOException {
        start();
        Path lib = JarMaker.jar(inFolder("lib/words.jar"))
                .source("shared.Words", "public class Words { public static String words() { return \"shared\"; } }")
                .make();
        Jars.of(
                        inFolder("bank.jar"),
                        "@dev.hearth.api.HostedObject(name = \"voice\")"
                                + " public class VoiceObject implements Voice { final shared.Words words = null;"
                                + " public String say() { return shared.Words.words(); } }")
                .classPath(lib)
                .make();
        assertThat(lookFor(TIMING.several().minusMillis(1))).isTrue();
        Files.copy(lib, inFolder("lib/more.jar"));
        assertThat(lookFor(TIMING.several().minusMillis(1))).isTrue();
        assertThat(listener.told).isEmpty();
        assertThat(failed("bank.jar")).doesNotExist();
        now.addAndGet(Duration.ofMillis(1).toNanos());
        sync.look();

        assertThat(listener.told).containsExactly("deploy bank");
        assertThat(listener.says("bank")).contains("shared");
    }

    private Path words(String text) {
        return JarMaker.jar(inFolder("lib/words.jar"))
                .source(
                        "shared.Words",
                        "public class Words { public static final String TEXT = \"" + text
                                + "\"; public static String words() { return TEXT; } }")
                .make();
    }

    private void speaking(String file, String name, Path lib) {
        Jars.of(
                        inFolder(file),
                        "@dev.hearth.api.HostedObject(name = \"" + name + "\")"
                                + " public class VoiceObject implements Voice {"
                                + " public String say() { return shared.Words.words(); } }")
                .classPath(lib)
                .make();
    }

    private void refuseOtherWords() throws IOException {
        refusing(contents -> Jars.say(contents.types().get(0)).equals("two") ? Optional.of("no") : Optional.empty());
        words("two");
        lookFor(TIMING.several());
        assertThat(failed("lib")).exists();
    }

    private void says(String name, String text) {
        assertThat(listener.says(name)).as(name).contains(text);
    }

    @Test
    void sharedJarsDontChangeWhereOneThatUsesThemCantBeRead() throws IOException {
        Path lib = words("one");
        speaking("a.jar", "a", lib);
        speaking("bank/b.jar", "b", lib);
        start();
        says("a", "one");
        says("bank", "one");

        unreadable.add(inFolder("bank"));
        words("two");
        lookFor(TIMING.several());
        lookFor(TIMING.several());
        says("a", "one");
        assertThat(failed("lib")).content().contains("bank: can't be read");

        unreadable.clear();
        lookFor(TIMING.several());
        says("a", "two");
        says("bank", "two");
        assertThat(failed("lib")).doesNotExist();
    }

    @Test
    void sharedJarsDontChangeWithAJarThatIsHandedOverWhileAnotherHasVanished() throws Exception {
        Path lib = words("one");
        speaking("a.jar", "a", lib);
        speaking("b.jar", "b", lib);
        start();
        says("a", "one");
        says("b", "one");
        refuseOtherWords();
        refusing(contents -> Optional.empty());
        Path moved = Files.move(inFolder("b.jar"), root.resolve("b.jar"));
        Path newer = root.resolve("built/a.jar");
        Jars.of(
                        newer,
                        "@dev.hearth.api.HostedObject(name = \"a\") public class VoiceObject implements Voice {"
                                + " public String say() { return \"newer \" + shared.Words.words(); } }")
                .classPath(lib)
                .make();

        sync.receive(newer);
        says("a", "newer one");

        Files.move(moved, inFolder("b.jar"));
        lookFor(TIMING.several());
        lookFor(TIMING.several());
        says("a", "newer two");
        says("b", "two");
        assertThat(failed("lib")).doesNotExist();
    }

    @Test
    void sharedJarsThatWereRefusedAndCantBeReadAnyMoreAreNotLookedAtAllTheTime() throws IOException {
        Path lib = words("one");
        speaking("a.jar", "a", lib);
        start();
        says("a", "one");
        refuseOtherWords();

        unreadable.add(inFolder("lib"));
        Jars.saying(inFolder("b.jar"), "b", "").make();
        lookFor(TIMING.settle());

        assertThat(listener.hosted).containsOnlyKeys("a", "b");
        assertThat(sync.look()).isFalse();
    }

    @Test
    void aNoteAboutSharedJarsThatAreGoneIsClearedAtTheStart() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(failed("lib"), Note.failed("lib", true) + "\n\nwhatever\n");
        Files.createDirectories(inFolder("lib"));
        start();

        assertThat(failed("lib")).doesNotExist();
    }

    private void module(String file, String name) {
        JarMaker.jar(inFolder(file))
                .source("guards.Guard", Modules.source("Guard", name))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "guards.Guard\n")
                .make();
    }

    @Test
    void whatBringsModulesIsHostedTogetherAndBeforeAllElse() throws IOException {
        Jars.saying(inFolder("a.jar"), "a", "").make();
        module("b.jar", "second");
        module("c.jar", "first");
        start();

        assertThat(listener.groups).containsExactly(List.of("b", "c"), List.of("a"));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void whereModulesAreRefusedTogetherEachIsTriedBeforeAllElseAndAgainWhenAnotherHasCome() throws IOException {
        Jars.saying(inFolder("a.jar"), "a", "").make();
        module("b.jar", "beside");
        module("c.jar", "broken");
        module("d.jar", "fine");
        refusing(contents -> switch (contents.deployment().name()) {
            case "b" -> listener.hosted.containsKey("d") ? Optional.empty() : Optional.of("d is not there");
            case "c" -> Optional.of("broken");
            default -> Optional.empty();
        });
        start();

        assertThat(listener.groups).containsExactly(List.of("d"), List.of("b"), List.of("a"));
        assertThat(failed("c.jar")).content().contains("broken");
        assertThat(failed("b.jar")).doesNotExist();
    }

    @Test
    void classesThatOnlyAClassLoaderOfTheProgramsOwnFindsAreNamed() throws IOException {
        byte[] code = getClass().getResourceAsStream("FolderSyncTest.class").readAllBytes();
        Jars.saying(inFolder("a.jar"), "a", "")
                .entry("BOOT-INF/classes/dev/hearth/core/deploy/FolderSyncTest.class", code)
                .make();
        start();

        assertThat(listener.hosted).containsOnlyKeys("a");
        assertThat(warnings()).singleElement().asString().startsWith("a.jar: what lies in its BOOT-INF");
    }
}
