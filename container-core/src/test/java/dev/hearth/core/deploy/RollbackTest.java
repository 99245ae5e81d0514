package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.deploy.DeployerOptions.Timing;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RollbackTest extends DeployerFixture {

    private static final Timing ONLY_WHEN_TOLD = new Timing(NEVER, NEVER, NEVER, NEVER);

    private Deployed put(String text) throws DeploymentException {
        return deployer.deploy(
                Jars.saying(root.resolve("built/bank.jar"), "voice", text).make());
    }

    private Deployed rollBack() throws DeploymentException {
        return deployer.rollback("bank", Trial.NONE);
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> versions = Files.list(root.resolve("former/bank"))) {
            return versions.map(version -> version.getFileName().toString())
                    .map(name -> name.substring(0, name.indexOf('-')))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theFormerVersionComesBackAndTheFolderHasIt() throws Exception {
        start(ONLY_WHEN_TOLD);
        put("one");
        byte[] first = Files.readAllBytes(inFolder("bank.jar"));
        put("two");
        Deployed back = rollBack();

        assertThat(listener.says("bank")).contains("one");
        assertThat(inFolder("bank.jar")).hasBinaryContent(first);
        assertThat(back.version()).isEqualTo(3);
        assertThat(inFolder("bank.jar.deployed")).content().contains("version: 3");
        assertThat(folder()).isDirectoryNotContaining("glob:**.incoming");
        deployer.deploy(inFolder("bank.jar"));
        assertThat(deployer.deployments().get(0).version()).isEqualTo(3);
    }

    @Test
    void twiceIsForthAgain() throws Exception {
        start(ONLY_WHEN_TOLD);
        put("one");
        put("two");
        put("three");
        rollBack();
        assertThat(listener.says("bank")).contains("two");
        rollBack();
        assertThat(listener.says("bank")).contains("three");
        assertThat(kept()).containsExactly("1", "4", "5");
    }

    @Test
    void noMoreAreKeptThanSaid() throws Exception {
        start(ONLY_WHEN_TOLD, 2);
        for (String text : new String[] {"one", "two", "three", "four"}) {
            put(text);
        }
        deployer.deploy(root.resolve("built/bank.jar"));
        assertThat(kept()).containsExactly("2", "3", "4");
    }

    @Test
    void aRestartForgetsNone() throws Exception {
        start(ONLY_WHEN_TOLD);
        put("one");
        put("two");
        deployer.close();
        start(ONLY_WHEN_TOLD);
        assertThat(deployer.deployments().get(0).version()).isEqualTo(2);
        rollBack();
        assertThat(listener.says("bank")).contains("one");
    }

    @Test
    void whatCameWhileNoContainerRanIsANewVersion() throws Exception {
        start(ONLY_WHEN_TOLD);
        put("one");
        deployer.close();
        Jars.saying(inFolder("bank.jar"), "voice", "two").make();
        start(ONLY_WHEN_TOLD, 1);
        assertThat(deployer.deployments().get(0).version()).isEqualTo(2);
        rollBack();
        assertThat(listener.says("bank")).contains("one");
    }

    @Test
    void theWatchDoesNotDeployItOnceMore() throws Exception {
        start();
        put("one");
        put("two");
        rollBack();
        Jars.saying(inFolder("other.jar"), "other", "looked").make();
        says("other", "looked");
        assertThat(listener.told).containsExactly("deploy bank", "deploy bank", "deploy bank", "deploy other");
    }

    @Test
    void whatLiesBrokenInTheFolderMakesWayForWhatRuns() throws Exception {
        start();
        put("one");
        put("two");
        Jars.saying(inFolder("bank.jar"), "//", "three").make();
        note("bank.jar");
        Deployed back = rollBack();

        assertThat(back.version()).isEqualTo(2);
        noNote("bank.jar");
        Jars.saying(inFolder("other.jar"), "other", "looked").make();
        says("other", "looked");
        assertThat(listener.says("bank")).contains("two");
        assertThat(listener.told).containsExactly("deploy bank", "deploy bank", "deploy other");
    }

    @Test
    void whatWasUndeployedComesBack() throws Exception {
        start(ONLY_WHEN_TOLD);
        put("one");
        deployer.undeploy("bank");
        rollBack();
        assertThat(listener.says("bank")).contains("one");
        assertThat(inFolder("bank.jar")).exists();
    }

    @Test
    void aFolderOfJarsComesBackWhole() throws Exception {
        Jars.saying(inFolder("bank/app.jar"), "voice", "one").make();
        Jars.saying(inFolder("bank/more.jar"), "more", "").make();
        Files.delete(inFolder("bank/more.jar"));
        start(ONLY_WHEN_TOLD);
        Jars.saying(inFolder("bank/app.jar"), "voice", "two").make();
        deployer.deploy(inFolder("bank"));
        rollBack();
        assertThat(listener.says("bank")).contains("one");
        assertThat(inFolder("bank")).isDirectoryContaining("glob:**/app.jar");
        rollBack();
        assertThat(listener.says("bank")).contains("two");
        assertThat(folder()).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void theJarsBelowAFolderComeBackWithIt() throws Exception {
        Jars.saying(inFolder("bank/lib/app.jar"), "voice", "one").make();
        JarMaker.jar(inFolder("bank/app.jar")).resource("a.txt", "a").make();
        start(ONLY_WHEN_TOLD);
        Jars.saying(inFolder("bank/lib/app.jar"), "voice", "two").make();
        deployer.deploy(inFolder("bank"));
        rollBack();
        assertThat(listener.says("bank")).contains("one");
        assertThat(inFolder("bank/lib/app.jar")).exists();
        assertThat(inFolder("bank/app.jar")).exists();
        rollBack();
        assertThat(listener.says("bank")).contains("two");
    }

    @Test
    void aJarThatWasAFolderBeforeBecomesOneAgain() throws Exception {
        Jars.saying(inFolder("bank/app.jar"), "voice", "folder").make();
        start();
        deployer.undeploy("bank");
        put("jar");
        rollBack();
        assertThat(listener.says("bank")).contains("folder");
        assertThat(inFolder("bank.jar")).doesNotExist();
        Jars.saying(inFolder("other.jar"), "other", "looked").make();
        says("other", "looked");
        assertThat(listener.says("bank")).contains("folder");
    }

    @Test
    void aFolderThatWasTakenAwayByAContainerThatDiedComesBack() throws Exception {
        Jars.saying(inFolder(".bank.outgoing/app.jar"), "voice", "there").make();
        start();
        assertThat(listener.says("bank")).contains("there");
    }

    @Test
    void withoutAFormerVersionNothingChanges() throws Exception {
        start(ONLY_WHEN_TOLD);
        put("one");
        assertThatThrownBy(this::rollBack)
                .isInstanceOf(DeploymentException.class)
                .hasMessage("there is no version of 'bank' before this one");
        assertThatThrownBy(() -> deployer.rollback("bnak", Trial.NONE))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("there is no deployment named 'bnak'; did you mean 'bank'?");
        assertThat(listener.says("bank")).contains("one");
    }

    @Test
    void whereNoneAreKeptThatIsSaid() throws Exception {
        start(ONLY_WHEN_TOLD, 0);
        put("one");
        assertThat(put("two").version()).isEqualTo(2);
        assertThatThrownBy(this::rollBack).hasMessageContaining("'replace.keep-versions: 0' keeps none");
        assertThat(kept()).containsExactly("2");
        try (Stream<Path> files = Files.walk(root.resolve("former"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void whatTheTrialObjectsToChangesNothing() throws Exception {
        start(ONLY_WHEN_TOLD);
        put("one");
        put("two");
        byte[] there = Files.readAllBytes(inFolder("bank.jar"));
        assertThatThrownBy(() ->
                        deployer.rollback("bank", (label, types) -> List.of("2 of 3 would not load", "  voice/a")))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("version 1 of 'bank' is not brought back: 2 of 3 would not load\n  voice/a");
        assertThat(listener.says("bank")).contains("two");
        assertThat(inFolder("bank.jar")).hasBinaryContent(there);
        assertThat(folder()).isDirectoryNotContaining("glob:**.incoming");
        assertThat(copies()).isEqualTo(2);
    }

    @Test
    void whatIsDamagedIsNotBroughtBack() throws Exception {
        start(ONLY_WHEN_TOLD);
        put("one");
        put("two");
        deployer.close();
        Path former;
        try (Stream<Path> versions = Files.list(root.resolve("former/bank"))) {
            former = versions.sorted().findFirst().orElseThrow().resolve("bank.jar");
        }
        Path other =
                Jars.saying(root.resolve("built/bank.jar"), "voice", "forged").make();
        Files.delete(former);
        Files.copy(other, former);
        start(ONLY_WHEN_TOLD);
        assertThatThrownBy(this::rollBack).hasMessageContaining("is damaged");
        assertThat(listener.says("bank")).contains("two");
    }
}
