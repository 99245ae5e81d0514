package dev.hearth.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.cli.Inspector.UnsoundException;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code hearth check} says of a folder and of a JAR, before anything was started. */
class InspectionsTest {

    @TempDir
    Path folder;

    private List<String> check(Optional<Path> jar) throws Exception {
        return new Inspections()
                .inspect(
                        ConfigLoader.of(Map.of(
                                "deploy", folder.resolve("deploy").toString(),
                                "data", folder.resolve("none").toString())),
                        jar);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allow: {from: []} | modules.allow.from is empty",
                "alias: {rewrite: ['a -> b', 'b -> a']} | lead a name in a circle",
                "access-log: {format: '{foo}'} | modules.access-log.format",
                "limits: {calls-per-second: -3} | calls-per-second",
                "login: {users: users, idle: 0s} | modules.login.idle",
            })
    void whatAModuleFindsWrongWithItsSettingsIsFoundAndNothingIsWritten(String module, String problem)
            throws Exception {
        Files.createDirectories(folder.resolve("deploy"));
        Path file = Files.writeString(folder.resolve("hearth.yaml"), "modules: {" + module + "}");
        HearthConfig config = new ConfigLoader(folder, Map.of())
                .load(
                        Optional.of(file),
                        List.of("--deploy=" + folder.resolve("deploy"), "--data=" + folder.resolve("none")));

        assertThatThrownBy(() -> new Inspections().inspect(config, Optional.empty()))
                .isInstanceOf(UnsoundException.class)
                .hasMessageContaining(problem);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private void moduleJar(String name, String register) {
        JarMaker.jar(folder.resolve("deploy/" + name + ".jar"))
                .source(
                        name + ".Module",
                        "import dev.hearth.api.hook.*; public class Module implements HookModule {"
                                + " public String name() { return \"" + name + "\"; }"
                                + " public void register(Hooks hooks, ModuleConfig config) { " + register + " } }")
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", name + ".Module\n")
                .make();
    }

    @Test
    void whatAModuleInAJarFindsWrongIsFound() {
        moduleJar("rt", "throw new IllegalArgumentException(\"modules.rt: say how many\");");

        assertThatThrownBy(() -> check(Optional.empty()))
                .isInstanceOf(UnsoundException.class)
                .hasMessage("rt.jar: modules.rt: say how many");
    }

    @Test
    void modulesThatDoNotFitTogetherAreFound() throws Exception {
        moduleJar("one", "hooks.access(call -> Answer.OK).after(\"two\");");
        moduleJar("two", "hooks.access(call -> Answer.OK).after(\"one\");");

        assertThatThrownBy(() -> check(Optional.empty()))
                .isInstanceOf(UnsoundException.class)
                .hasMessageContaining("want to run in a circle");
        assertThat(check(Optional.of(folder.resolve("deploy/one.jar")))) // "two" is in the deployment folder
                .singleElement()
                .asString()
                .contains("is fine");
    }

    private Path jar(String path, String name, String field) {
        return JarMaker.jar(folder.resolve(path))
                .source("voices.Voice", "public interface Voice extends java.rmi.Remote {}")
                .source(
                        "voices.VoiceObject",
                        "@dev.hearth.api.HostedObject(name = \"" + name
                                + "\", lifecycle = dev.hearth.api.Lifecycle.PERSISTENT)"
                                + " public class VoiceObject implements Voice { " + field + " }")
                .make();
    }

    @Test
    void aStateThatCantBeStoredIsFoundWithoutAnythingStored() {
        Path unfit = jar("bank.jar", "bank", "private Object lock;");

        assertThatThrownBy(() -> check(Optional.of(unfit)))
                .isInstanceOf(UnsoundException.class)
                .hasMessageStartingWith("bank.jar: ")
                .hasMessageContaining("lock");
    }

    @Test
    void allThatAStartWouldDeployIsLookedAtAndNothingElse() throws Exception {
        jar("deploy/bank.jar", "bank", "private long cents;");
        jar("deploy/shop/shop.jar", "shop", "private long cents;");
        jar("deploy/LOUD.JAR", "loud", "");
        Files.writeString(folder.resolve("deploy/._bank.jar"), "what another system leaves");
        Files.writeString(folder.resolve("deploy/shop/._shop.jar"), "likewise");
        Files.writeString(folder.resolve("deploy/notes.txt"), "no JAR");
        Files.createDirectories(folder.resolve("deploy/empty"));

        assertThat(check(Optional.empty()))
                .containsExactly(
                        "LOUD is fine; objects: loud", "bank is fine; objects: bank", "shop is fine; objects: shop");
    }

    @Test
    void whatIsWrongInAFolderOfJarsIsFound() {
        jar("deploy/shop/shop.jar", "shop", "private Object lock;");

        assertThatThrownBy(() -> check(Optional.empty()))
                .isInstanceOf(UnsoundException.class)
                .hasMessageStartingWith("shop: ")
                .hasMessageContaining("lock");
    }

    @Test
    void whatASoundFolderHoldsTwiceIsSaid() throws Exception {
        jar("deploy/shop/shop.jar", "shop", "");
        for (String name : List.of("a", "b")) {
            JarMaker.jar(folder.resolve("deploy/shop/" + name + ".jar"))
                    .source("help.Helper", "public class Helper { int " + name + "; }")
                    .make();
        }

        assertThat(check(Optional.empty()))
                .containsExactly(
                        "shop is fine; objects: shop",
                        "shop/b.jar holds another help.Helper than shop/a.jar, whose one is used: leave it in one of the two");
    }

    @Test
    void twoOfOneNameAreOneTooMany() throws IOException {
        jar("deploy/shop/shop.jar", "shop", "");
        jar("deploy/shop.jar", "shop", "");

        assertThatThrownBy(() -> check(Optional.empty()))
                .isInstanceOf(UnsoundException.class)
                .hasMessage("shop.jar: shop has the name 'shop': rename one, or take one away");
    }

    @Test
    void whomAModuleOfOneJarWouldMissIsSaid() throws Exception {
        moduleJar("one", "hooks.access(call -> Answer.OK).after(\"limts\");");
        Path jar = folder.resolve("deploy/one.jar");

        assertThat(check(Optional.of(jar)))
                .hasSize(2)
                .last()
                .asString()
                .contains(
                        "the module one wants to stand beside module limts, which is neither built in, nor in this JAR")
                .contains("the nearest is limits");
    }

    @Test
    void settingsThatAreNoneAreFoundBeforeTheDeployment() {
        JarMaker.jar(folder.resolve("deploy/rt.jar"))
                .source(
                        "rt.Module",
                        "import dev.hearth.api.hook.*; public class Module implements HookModule {"
                                + " public String name() { return \"rt\"; }"
                                + " public java.util.List<Setting> settings() { return null; }"
                                + " public void register(Hooks hooks, ModuleConfig config) { } }")
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "rt.Module\n")
                .make();

        assertThatThrownBy(() -> check(Optional.empty()))
                .isInstanceOf(UnsoundException.class)
                .hasMessageStartingWith("rt.jar: the module rt declares null in place of its settings");
    }
}
