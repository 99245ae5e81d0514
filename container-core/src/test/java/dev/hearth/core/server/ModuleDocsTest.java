package dev.hearth.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.IdentifiedCall;
import dev.hearth.api.hook.Peer;
import dev.hearth.api.hook.PerCall;
import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.config.HearthConfig;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say to write into {@code hearth.yaml} for modules can be written there. */
class ModuleDocsTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern BLOCK = Pattern.compile("(?s)\n```yaml\n(.*?)\n```");

    @TempDir
    Path folder;

    /** A piece of a document, and the text of the file that it stands for. */
    record Example(String where, String text) {
        @Override
        public String toString() {
            return where;
        }
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> modules = Files.list(DOCS.resolve("modules"))) {
            for (Path document : Stream.concat(modules.sorted(), Stream.of(DOCS.resolve("HOOKS.md")))
                    .toList()) {
                String module = document.getFileName().toString().replace(".md", "");
                List<String> blocks = BLOCK.matcher(Files.readString(document))
                        .results()
                        .map(found -> found.group(1))
                        .filter(block -> !block.startsWith("scrape_configs:")) // of Prometheus
                        .toList();
                for (int i = 0; i < blocks.size(); i++) {
                    String block = blocks.get(i);
                    examples.add(new Example(
                            module + " " + (i + 1),
                            block.startsWith(" ") ? "modules:\n  " + module + ":\n" + block : block));
                }
            }
        }
        return examples;
    }

    private HearthConfig load(String text) throws IOException, ConfigException {
        Path file = Files.writeString(folder.resolve("hearth.yaml"), text);
        return new ConfigLoader(folder, Map.of()).load(Optional.of(file), List.of());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsAConfigurationOfModulesThatAreThere(Example example) throws Exception {
        HearthConfig config = load(example.text());
        List<HookModule> builtIn = Modules.builtIn();

        assertThat(Modules.unknown(
                        config, builtIn.stream().map(HookModule::name).toList()))
                .isEmpty();
        List<SectionMatch> sections = SectionMatch.of(config.sections());
        for (HookModule module : builtIn) {
            assertThat(Modules.settings(module.name(), config, sections).problems(module.settings()))
                    .as(module.name())
                    .isEmpty();
        }
    }

    @Test
    void theSectionInHooksMeansWhatIsSaidThere() throws Exception {
        Example sections = examples().stream()
                .filter(example -> example.where().startsWith("HOOKS"))
                .findFirst()
                .orElseThrow();
        HearthConfig config = load(sections.text());
        PerCall<Integer> rate = Modules.settings("limits", config, SectionMatch.of(config.sections()))
                .perCall(settings -> settings.getInt("calls-per-second", 0));

        assertThat(rate.of(call("accounts/7", "withdraw", "10.1.2.3", "alice"))).isEqualTo(10);
        assertThat(rate.of(call("accounts", "close", "10.1.2.3", "alice"))).isEqualTo(10);
        assertThat(rate.of(call("other/7", "withdraw", "10.1.2.3", "alice"))).isEqualTo(100);
        assertThat(rate.of(call("accounts/7", "balance", "10.1.2.3", "alice"))).isEqualTo(100);
        assertThat(rate.of(call("accounts/7", "withdraw", "192.0.2.7", "alice")))
                .isEqualTo(100);
        assertThat(rate.of(call("accounts/7", "withdraw", "10.1.2.3", "bob"))).isEqualTo(100);
    }

    private static IdentifiedCall call(String object, String method, String address, String principal)
            throws IOException {
        Map<String, Object> known = Map.of(
                "object", object,
                "method", method,
                "peer", new Peer(InetAddress.getByName(address), 4711, Optional.empty()),
                "principal", principal);
        return (IdentifiedCall) Proxy.newProxyInstance(
                ModuleDocsTest.class.getClassLoader(),
                new Class<?>[] {IdentifiedCall.class},
                (call, asked, arguments) -> known.get(asked.getName()));
    }
}
