package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusFilesTest extends DeployerFixture {

    private Path deployed(String label) {
        return inFolder(label + ".deployed");
    }

    private JsonNode awaitDeployed(String label) throws IOException {
        await(label + ".deployed").atMost(PATIENCE).until(() -> Files.exists(deployed(label)));
        return new YAMLMapper().readTree(deployed(label).toFile());
    }

    @Test
    void saysWhatRunsAndSinceWhen() throws IOException {
        JarMaker.jar(inFolder("bank.jar"))
                .source("voices.Voice", Jars.REMOTE)
                .source(
                        "voices.VoiceObject",
                        "@dev.hearth.api.HostedObject(name = \"no: 1\", threading = dev.hearth.api.Threading.PER_OBJECT,"
                                + " lifecycle = dev.hearth.api.Lifecycle.PERSISTENT)"
                                + " public class VoiceObject implements Voice {"
                                + " public String say() { return \"\"; } }")
                .source("bank.Quota", Modules.source("Quota", "quota"))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "bank.Quota\n")
                .make();
        start();

        JsonNode told = awaitDeployed("bank.jar");
        Deployed running = deployer.deployments().get(0);
        assertThat(told.at("/deployment").asText()).isEqualTo("bank");
        assertThat(told.at("/version").asLong()).isEqualTo(running.version()).isEqualTo(1);
        assertThat(told.at("/since").asText()).isEqualTo(running.since().toString());
        assertThat(told.at("/objects/0/name").asText()).isEqualTo("no: 1");
        assertThat(told.at("/objects/0/class").asText()).isEqualTo("voices.VoiceObject");
        assertThat(told.at("/objects/0/lifecycle").asText()).isEqualTo("persistent");
        assertThat(told.at("/objects/0/threading").asText()).isEqualTo("per-object");
        assertThat(told.at("/modules/0").asText()).isEqualTo("quota");
    }

    @Test
    void saysWhatItsCodeHasBoundByNow() throws IOException {
        Jars.saying(inFolder("bank.jar"), "voice", "").make();
        start();
        assertThat(awaitDeployed("bank.jar").at("/bound")).isEmpty();

        listener.bound = List.of("teller", "no: 1");
        await("the names that were bound")
                .atMost(PATIENCE)
                .until(() -> awaitDeployed("bank.jar").at("/bound").size() == 2);
        assertThat(awaitDeployed("bank.jar").at("/bound/1").asText()).isEqualTo("no: 1");

        listener.bound = IntStream.range(0, 350).mapToObj(i -> "name" + i).toList();
        await("as many as a file tells")
                .atMost(PATIENCE)
                .until(() -> awaitDeployed("bank.jar").at("/bound").size() == 100);
        assertThat(awaitDeployed("bank.jar").at("/bound-more").asInt()).isEqualTo(250);
    }

    @Test
    void goesWithItsDeployment() throws Exception {
        start();
        Path jar = Jars.saying(inFolder("bank.jar"), "voice", "").make();
        awaitDeployed("bank.jar");
        Files.delete(jar);
        await("the end of the file").atMost(PATIENCE).until(() -> Files.notExists(deployed("bank.jar")));

        deployer.deploy(Jars.saying(root.resolve("built/bank.jar"), "voice", "").make());
        assertThat(deployed("bank.jar")).exists();
        deployer.undeploy("bank");
        assertThat(folder()).isEmptyDirectory();
    }

    @Test
    void whereANewVersionFailsBothAreThereAndSaySo() throws Exception {
        Path jar = Jars.saying(inFolder("bank.jar"), "voice", "one").make();
        start();
        Jars.saying(jar, "a~b", "two").make();
        note("bank.jar");
        await("the file that names the failure")
                .atMost(PATIENCE)
                .until(() -> Files.readString(deployed("bank.jar")).contains("bank.jar.failed says why"));
        assertThat(awaitDeployed("bank.jar").at("/version").asLong()).isEqualTo(1);

        Jars.saying(jar, "voice", "three").make();
        says("bank", "three");
        noNote("bank.jar");
        await("version 2 without a failure").atMost(PATIENCE).until(() -> {
            String text = Files.readString(deployed("bank.jar"));
            return text.contains("version: 2") && !text.contains("failed");
        });
    }

    @Test
    void whatFailsWithNothingRunningHasNone() throws IOException {
        Jars.saying(inFolder("bank.jar"), "//", "").make();
        start();
        note("bank.jar");
        assertThat(deployed("bank.jar")).doesNotExist();
    }

    @Test
    void thoseOfAnEarlierContainerArePutRight() throws IOException {
        Jars.saying(inFolder("bank.jar"), "voice", "").make();
        Jars.saying(inFolder("broken.jar"), "//", "").make();
        for (String label : new String[] {"bank.jar", "broken.jar", "gone.jar", "folder"}) {
            Files.writeString(
                    deployed(label),
                    "# " + label
                            + " is deployed. Hearth writes this file and takes it away; to delete it ends nothing.\n");
        }
        Path theirs = Files.writeString(inFolder("list.deployed"), "a user's own file");
        start();

        assertThat(awaitDeployed("bank.jar").at("/version").asLong()).isEqualTo(1);
        for (String label : new String[] {"broken.jar", "gone.jar", "folder"}) {
            assertThat(deployed(label)).doesNotExist();
        }
        assertThat(theirs).exists();
        assertThat(listener.told).containsExactly("deploy bank");
    }

    @Test
    void theEndOfTheContainerLeavesNone() throws IOException {
        Jars.saying(inFolder("bank.jar"), "voice", "").make();
        start();
        assertThat(deployed("bank.jar")).exists();
        deployer.close();
        assertThat(deployed("bank.jar")).doesNotExist();
    }

    @Test
    void oneOfAFolderStandsBesideIt() throws IOException {
        Jars.saying(inFolder("bank/app.jar"), "voice", "").make();
        start();
        assertThat(awaitDeployed("bank").at("/deployment").asText()).isEqualTo("bank");
        assertThat(listener.told).containsExactly("deploy bank");
    }
}
