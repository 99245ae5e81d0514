package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a running container. */
@Timeout(120)
class CommandLineIT {

    @TempDir
    static Path folder;

    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        Jdk newest = Jdks.all().get(Jdks.all().size() - 1);
        Bank.deploy(folder.resolve("deploy"));
        server = Server.start(newest, folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String out(String command, String... arguments) throws IOException {
        Ran ran = server.hearth(command, arguments);
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        return ran.out();
    }

    @Test
    void callPrintsTheResultAndItsEffectStays() throws IOException {
        assertThat(out("call", "accounts/called", "deposit", "7")).isEqualTo("7\n");
        assertThat(out("call", "--json", "accounts/called", "balance"))
                .contains("\"outcome\":\"result\"", "\"result\":7");
    }

    @Test
    void callThatFailsSaysWhy() throws IOException {
        Ran threw = server.hearth("call", "accounts/empty", "withdraw", "1");
        assertThat(threw.code()).isEqualTo(1);
        assertThat(threw.err()).contains("bank.TooLittle: 1 cents are missing", "The object itself threw this");

        Ran unknown = server.hearth("call", "acounts/x", "balance");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("acounts/x");

        Ran noMethod = server.hearth("call", "accounts/x", "balanse");
        assertThat(noMethod.code()).isEqualTo(1);
        assertThat(noMethod.err()).contains("balanse", "balance");
    }

    @Test
    void objectsAreListedAndRemoved() throws IOException {
        out("call", "accounts/listed", "deposit", "1");
        assertThat(out("objects")).containsPattern("(?m)^accounts/listed +accounts +persistent +active +pooled");
        assertThat(out("objects", "--json")).contains("\"name\":\"accounts/listed\"");

        out("remove", "accounts/listed");

        assertThat(out("objects")).doesNotContain("accounts/listed");
        assertThat(out("call", "accounts/listed", "balance")).isEqualTo("0\n");
        assertThat(server.hearth("remove", "accounts/never-was").code()).isEqualTo(1);
    }

    @Test
    void typesHooksModulesAndCallsAreShown() throws IOException {
        assertThat(out("types")).contains("accounts", "clerk");
        assertThat(out("types", "--json")).startsWith("[").contains("\"name\":\"accounts\"");
        assertThat(out("hooks")).contains("access-log");
        assertThat(out("hooks", "--json")).startsWith("[");
        assertThat(out("modules")).contains("access-log");
        assertThat(out("ps")).isNotBlank();
        assertThat(out("ps", "--json")).isEqualTo("[]\n");
    }

    @Test
    void jarIsDeployedAndUndeployed() throws IOException {
        Path jar = Sources.jar(folder.resolve("news.jar"), "news.News", "news.NewsObject")
                .make();
        assertThat(out("deploy", jar.toString())).contains("news");
        assertThat(out("call", "news", "read")).contains("version one, read 1");

        out("undeploy", "news");

        assertThat(server.deploy().resolve("news.jar")).doesNotExist();
        assertThat(server.hearth("call", "news", "read").code()).isEqualTo(1);
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no archive");
        Ran refused = server.hearth("deploy", broken.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("broken.jar");
        assertThat(server.deploy().resolve("broken.jar")).doesNotExist();
    }

    @Test
    void checkSaysWhatAJarWouldHostAndWhatKeepsItFromIt() throws IOException {
        Path good = Sources.jar(folder.resolve("good.jar"), "news.News", "news.NewsObject")
                .make();
        assertThat(Server.hearth(Jdks.own(), folder, List.of("check", good.toString())))
                .satisfies(ran -> assertThat(ran.code()).as(ran.err()).isZero())
                .satisfies(ran -> assertThat(ran.out()).contains("news"));
        Path broken = Files.writeString(folder.resolve("bad.jar"), "no archive");
        assertThat(Server.hearth(Jdks.own(), folder, List.of("check", broken.toString())))
                .satisfies(ran -> assertThat(ran.code()).isNotZero())
                .satisfies(ran -> assertThat(ran.err() + ran.out()).contains("bad.jar"));
        Files.createDirectories(folder.resolve("unstarted/news"));
        Files.move(good, folder.resolve("unstarted/news/good.jar"));
        Files.writeString(folder.resolve("unstarted/._good.jar"), "what another system leaves");
        assertThat(Server.hearth(Jdks.own(), folder, List.of("check", "--deploy=" + folder.resolve("unstarted"))))
                .satisfies(ran -> assertThat(ran.code()).as(ran.err()).isZero())
                .satisfies(ran -> assertThat(ran.out()).contains("news is fine; objects: news"));
    }

    private String check(String path) throws IOException {
        Ran ran = Server.hearth(
                Jdks.own(), folder, List.of("check", folder.resolve(path).toString(), "--deploy=" + folder));
        assertThat(ran.code()).as(ran.out()).isNotZero();
        return ran.out() + ran.err();
    }

    @Test
    void checkSaysOfWhatIsNoDeploymentWhatItIs() throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.createDirectories(folder.resolve("classes"));
        Files.writeString(folder.resolve("notes.txt"), "");
        assertThat(check("lib")).contains("lib: holds what all deployments share");
        assertThat(check("classes")).contains("classes: is a folder without a .jar file in it");
        assertThat(check("notes.txt")).contains("notes.txt: is no .jar file");
        assertThat(check("none.jar")).contains("none.jar: is not there");
    }

    @Test
    void versionNeedsNoContainerAndOthersSayThatThereIsNone() throws IOException {
        Ran version = Server.hearth(Jdks.own(), folder, List.of("version"));
        assertThat(version.code()).isZero();
        assertThat(version.out())
                .startsWith("Hearth ")
                .contains("Java " + Jdks.own().version());

        Ran nobody = Server.hearth(Jdks.own(), folder, List.of("objects", "--data=" + folder.resolve("none")));
        assertThat(nobody.code()).isEqualTo(3);
        assertThat(nobody.err()).contains("none");
    }
}
