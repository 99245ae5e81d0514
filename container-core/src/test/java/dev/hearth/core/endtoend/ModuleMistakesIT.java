package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a module is said so that its author can mend it. */
@Timeout(180)
class ModuleMistakesIT {

    private static final Jdk JDK = Jdks.all().get(0);
    private static final String WHAT_TO_DO = "needs the class lib.Absent, which is missing: pack it into the JAR";

    @TempDir
    static Path folder;

    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        server = Server.start(JDK, folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A module of this name whose {@code register} does that. */
    private static Path module(String jar, String name, String register) {
        return jar(
                jar,
                "public class Mistaken implements dev.hearth.api.hook.HookModule {"
                        + " public String name() { return \"" + name + "\"; }"
                        + " public void register(dev.hearth.api.hook.Hooks hooks, dev.hearth.api.hook.ModuleConfig config) {"
                        + register + " } }");
    }

    private static Path jar(String jar, String source) {
        return JarMaker.jar(folder.resolve(jar))
                .source("lib.Absent", "public class Absent { public static void use() {} }")
                .without("lib.Absent")
                .source("wrong.Mistaken", source)
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "wrong.Mistaken\n")
                .make();
    }

    private static String refused(Path jar) throws IOException {
        Ran deploy = server.hearth("deploy", jar.toString());
        assertThat(deploy.code()).as(deploy.out()).isNotZero();
        return deploy.err();
    }

    @ParameterizedTest
    @CsvSource({
        "lib.Absent.use();",
        "hooks.configure(server -> lib.Absent.use());",
        "hooks.start(server -> lib.Absent.use());"
    })
    void aClassThatIsMissingIsNamedWithWhatToDo(String register) throws IOException {
        Path jar = module("lacking.jar", "lacking", register);

        assertThat(refused(jar))
                .contains("the module lacking")
                .contains("wrong.Mistaken " + WHAT_TO_DO)
                .contains("deploy/lib");
    }

    @Test
    void aModuleThatCanNotEvenBeMadeForThatSaysSoToo() throws IOException {
        String methods = " public String name() { return \"unmade\"; }"
                + " public void register(dev.hearth.api.hook.Hooks hooks, dev.hearth.api.hook.ModuleConfig config) {} }";

        assertThat(refused(jar(
                        "unmade.jar",
                        "public class Mistaken implements dev.hearth.api.hook.HookModule {"
                                + " public Mistaken() { lib.Absent.use(); }" + methods)))
                .contains("the hook module wrong.Mistaken can't be made: wrong.Mistaken " + WHAT_TO_DO);
        assertThat(refused(jar(
                        "unmade.jar",
                        "public class Mistaken extends lib.Absent implements dev.hearth.api.hook.HookModule {"
                                + methods)))
                .contains("META-INF/services/dev.hearth.api.hook.HookModule: a class that it names " + WHAT_TO_DO);
        assertThat(refused(jar(
                        "unmade.jar",
                        "public class Mistaken implements dev.hearth.api.hook.HookModule {"
                                + " static final Object HELD = new lib.Absent();" + methods)))
                .contains("the hook module wrong.Mistaken can't be made: wrong.Mistaken " + WHAT_TO_DO);
    }

    @Test
    void checkSaysItBefore() throws IOException {
        Path jar = module("early.jar", "early", "lib.Absent.use();");

        Ran check = Server.hearth(JDK, folder, java.util.List.of("check", jar.toString()));

        assertThat(check.code()).isNotZero();
        assertThat(check.out() + check.err()).contains("wrong.Mistaken " + WHAT_TO_DO);
    }

    @Test
    void aPageThatIsNullIsRefused() throws IOException {
        assertThat(refused(module("paged.jar", "paged", "hooks.page(\"Title\", null);")))
                .contains("the module paged registers null as its page");

        Ran deploy = server.hearth(
                "deploy",
                module("empty.jar", "empty", "hooks.page(\"Title\", query -> null);")
                        .toString());
        assertThat(deploy.code()).as(deploy.err()).isZero();
        assertThat(server.hearth("page", "empty").err()).contains("the module empty showed null in place of its page");
    }

    @Test
    void twoOfOneNameAreNamedWithTheirJars() throws IOException {
        assertThat(server.hearth("deploy", module("twin-1.0.jar", "twin", "").toString())
                        .code())
                .isZero();

        assertThat(refused(module("twin-1.1.jar", "twin", "")))
                .contains("two hook modules are named twin: wrong.Mistaken in twin-1.0.jar,"
                        + " and wrong.Mistaken in twin-1.1.jar; rename or remove one");
        assertThat(refused(module("own.jar", "limits", "")))
                .contains("LimitsModule, which is built in", "wrong.Mistaken in own.jar");
    }

    @Test
    void aPageThatThrowsAnErrorIsAnsweredForAndTheNextRequestToo() throws IOException {
        Ran deploy = server.hearth(
                "deploy",
                module("torn.jar", "torn", "hooks.page(\"Title\", query -> { throw new AssertionError(\"torn\"); });")
                        .toString());
        assertThat(deploy.code()).as(deploy.err()).isZero();

        for (int i = 0; i < 10; i++) {
            assertThat(server.hearth("page", "torn").err()).contains("the page of the module torn failed");
        }
        assertThat(server.log()).contains("the page of the module torn failed", "AssertionError: torn");
    }

    @ParameterizedTest
    @CsvSource({"new Exception(\"no way\")", "new AssertionError(\"no way\")"})
    void whateverRegisterThrowsIsSaidWithTheModule(String thrown) throws IOException {
        Path jar = jar(
                "sneaky.jar",
                "public class Mistaken implements dev.hearth.api.hook.HookModule {"
                        + " public String name() { return \"sneaky\"; }"
                        + " @SuppressWarnings(\"unchecked\") static <T extends Throwable> void sneak(Throwable thrown) throws T {"
                        + " throw (T) thrown; }"
                        + " public void register(dev.hearth.api.hook.Hooks hooks, dev.hearth.api.hook.ModuleConfig config) {"
                        + " Mistaken.<RuntimeException>sneak(" + thrown + "); } }");

        assertThat(refused(jar)).contains("the module sneaky can't register its hooks: ", "no way");
    }

    @Test
    void anObjectMayHaveAnInterfaceOfTheJdk() throws IOException {
        Ran deploy = server.hearth(
                "deploy",
                jar(
                                "ob.jar",
                                "public class Mistaken implements dev.hearth.api.hook.HookModule, java.rmi.registry.Registry {"
                                        + " public String name() { return \"ob\"; }"
                                        + " public java.rmi.Remote lookup(String name) { return null; }"
                                        + " public void bind(String name, java.rmi.Remote object) {}"
                                        + " public void unbind(String name) {}"
                                        + " public void rebind(String name, java.rmi.Remote object) {}"
                                        + " public String[] list() { return new String[] {\"all\"}; }"
                                        + " public void register(dev.hearth.api.hook.Hooks hooks,"
                                        + " dev.hearth.api.hook.ModuleConfig config) {"
                                        + " hooks.object(\"ok/q\", java.rmi.registry.Registry.class, this); } }")
                        .toString());

        assertThat(deploy.code()).as(deploy.err()).isZero();
        assertThat(server.hearth("call", "ok/q", "list").out()).contains("all");
    }
}
