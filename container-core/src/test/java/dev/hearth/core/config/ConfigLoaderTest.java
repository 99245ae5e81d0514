package dev.hearth.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hearth.api.Threading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void nothingSaidIsTheDefaults() throws Exception {
        assertThat(load()).isEqualTo(HearthConfig.defaults());
    }

    @Test
    void emptyFileIsTheDefaults() throws Exception {
        file("# only a comment", "wire:", "port:");

        assertThat(load()).isEqualTo(HearthConfig.defaults());
    }

    @Test
    void everyTypeOfValueIsRead() throws Exception {
        file(
                "port: 1_200",
                "open: true",
                "deploy: my jars",
                "threading: per-object",
                "store.durability: process",
                "wire:",
                "  advertised-host: example.org",
                "  message-timeout: 500ms",
                "  message-bytes: 64MiB",
                "  references: 7",
                "  allow-classes: [com.example.*, org.example.Money]",
                "log:",
                "  level: debug");

        HearthConfig config = load();

        assertThat(config.port()).isEqualTo(1200);
        assertThat(config.open()).isTrue();
        assertThat(config.deploy()).isEqualTo(Path.of("my jars"));
        assertThat(config.threading()).isEqualTo(Threading.PER_OBJECT);
        assertThat(config.store().durability()).isEqualTo(HearthConfig.Durability.PROCESS);
        assertThat(config.wire().advertisedHost()).contains("example.org");
        assertThat(config.wire().messageTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.wire().messageBytes()).isEqualTo(64L << 20);
        assertThat(config.wire().references()).isEqualTo(7);
        assertThat(config.wire().allowClasses()).containsExactly("com.example.*", "org.example.Money");
        assertThat(config.log().level()).isEqualTo(HearthConfig.Log.Level.DEBUG);
        assertThat(config.wire().depth())
                .isEqualTo(HearthConfig.defaults().wire().depth());
    }

    @Test
    void aListOnTheCommandLineMayStandInBracketsAsInTheFile() throws Exception {
        assertThat(load("--wire.allow-classes=[a.*, b.C]").wire().allowClasses())
                .containsExactly("a.*", "b.C");
        assertThat(load("--wire.allow-classes=[scala.**]").wire().allowClasses())
                .containsExactly("scala.**");
    }

    @Test
    void commandLineWinsOverEnvironmentWinsOverFile() throws Exception {
        file("port: 1", "data: from-file", "threads: {pool: 1, spare: 1}");
        environment.put("HEARTH_PORT", "2");
        environment.put("HEARTH_THREADS_POOL", "2");

        HearthConfig config = load("--port", "3", "--wire.allow-classes=a.*, b.C");

        assertThat(config.port()).isEqualTo(3);
        assertThat(config.threads().pool()).isEqualTo(2);
        assertThat(config.threads().spare()).isEqualTo(1);
        assertThat(config.data()).isEqualTo(Path.of("from-file"));
        assertThat(config.wire().allowClasses()).containsExactly("a.*", "b.C");
    }

    @Test
    void truthValueAloneMeansYes() throws Exception {
        assertThat(load("--open", "--port=1").open()).isTrue();
        assertThat(load("--threads.virtual", "false").threads().virtual()).isFalse();
    }

    @Test
    void settingsOfModulesAreFreeInAllThreeSources() throws Exception {
        file("modules:", "  access-log:", "    file: a.log", "    max: 10", "    to: [x, y]", "  quota: {on: true}");
        environment.put("HEARTH_MODULES_ACCESS_LOG__FILE", "b.log");

        Map<String, Map<String, Object>> modules =
                load("--modules.quota.calls-per-second=7").modules();

        assertThat(modules.get("access-log")).isEqualTo(Map.of("file", "b.log", "max", 10, "to", List.of("x", "y")));
        assertThat(modules.get("quota")).isEqualTo(Map.of("on", true, "calls-per-second", "7"));
    }

    @Test
    void deploymentsAreToldTheirSettingsAsTexts() throws Exception {
        file("deployments:", "  bank: {currency: EUR, limit: 10, 'limit.hard': 2.50}");
        environment.put("HEARTH_DEPLOYMENTS_BANK__CURRENCY", "CHF");

        assertThat(load().settingsOf("bank")).isEqualTo(Map.of("currency", "CHF", "limit", "10", "limit.hard", "2.50"));
        assertThat(load().settingsOf("other")).isEmpty();
    }

    @Test
    void unknownKeyNamesTheNearestAndWhereItStands() throws Exception {
        Path file = file("port: 1", "stroe:", "  durability: power", "wire:", "  mesage-timeout: 10s");

        assertThat(problems())
                .containsExactly(
                        file
                                + ":2: there is no key 'stroe'; the nearest is 'store.url'"
                                        .replace("store.url", nearest("stroe")),
                        file + ":5: there is no key 'wire.mesage-timeout'; the nearest is 'wire.message-timeout'");
    }

    private static String nearest(String written) {
        return Nearest.to(
                        written,
                        new ConfigSchema().settings().stream().map(Setting::key).toList())
                .orElseThrow();
    }

    @Test
    void unknownVariableNamesTheNearest() {
        environment.put("HEARTH_PROT", "1");

        assertThat(problems()).containsExactly("HEARTH_PROT: there is no such variable; the nearest is 'HEARTH_PORT'");
    }

    @Test
    void unknownOptionNamesTheNearest() {
        assertThat(problems("--prot", "1", "--open"))
                .containsExactly("--prot: there is no such option; the nearest is '--port'");
    }

    @Test
    void whatOthersPutInTheEnvironmentIsIgnored() throws Exception {
        environment.put("HEARTH_SERVICE_HOST", "10.0.0.1");
        environment.put("HEARTH_PORT_1099_TCP_ADDR", "10.0.0.1");
        environment.put("HEARTH_PORT", "tcp://10.0.0.1:1099");
        environment.put("HEARTH_JAVA_OPTS", "-Xmx1g");
        environment.put("PORT", "7");

        assertThat(load()).isEqualTo(HearthConfig.defaults());
    }

    @Test
    void severalMistakesAreReportedTogether() throws Exception {
        Path file = file("port: 70000", "open: maybe");
        environment.put("HEARTH_STORE_DURABILITY", "forever");

        assertThat(problems("--stop.timeout=soon", "loose", "--data"))
                .containsExactly(
                        file + ":1: port: '70000' is not a whole number from 0 to 65535",
                        file + ":2: open: 'maybe' is not true or false",
                        "HEARTH_STORE_DURABILITY: store.durability: 'forever' is not one of power, process, relaxed",
                        "--stop.timeout: stop.timeout: 'soon' is not a duration such as 500ms, 30s, 10m or 1h, from 0ms to 365d",
                        "'loose' is no option; options look like --port=1099",
                        "--data: a value is expected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "threads.pool     | 0          | a whole number of at least 1",
                "threads.pool     | 4KiB       | a whole number of at least 1",
                "threads.pool     | 9999999999 | a whole number of at least 1",
                "threads.pool     | 99999999999999999999 | a whole number of at least 1",
                "threads.pool     | -3         | a whole number of at least 1",
                "wire.message-bytes | 64 MB    | a size such as 64MiB, 512KiB or a number of bytes, of at least 1",
                "admin.request-bytes | 2GiB    | a size such as 64MiB, 512KiB or a number of bytes, from 1024 to 1073741824",
                "objects.idle     | 0          | a duration such as 500ms, 30s, 10m or 1h, from 1ms to 365d",
                "objects.idle     | 400d       | a duration such as 500ms, 30s, 10m or 1h, from 1ms to 365d",
                "objects.idle     | 10         | a duration such as 500ms, 30s, 10m or 1h, from 1ms to 365d",
                "threading        | inherit    | one of single, per-object, per-request, pooled",
                "data             | ''         | a path",
                "log.level        | loud       | one of error, warn, info, debug, trace",
            })
    void wrongValueSaysWhatIsExpected(String key, String value, String expected) {
        assertThat(problems("--" + key + "=" + value))
                .containsExactly("--" + key + ": " + key + ": '" + value + "' is not " + expected);
    }

    @Test
    void sectionWithoutItsKeysIsRefused() throws Exception {
        Path file = file("store: power", "port: [1, 2]", "modules: all", "wire:", "  allow-classes: {a: b}");

        assertThat(problems("--modules.quota=3"))
                .containsExactly(
                        file + ":1: store: keys below it are expected, such as 'store.url'",
                        file + ":2: port: '[1, 2]' is not a single value",
                        file + ":3: modules: names with settings below them are expected",
                        file + ":5: wire.allow-classes: '{a=b}' is not a list of texts",
                        "--modules.quota: modules.quota: settings below it are expected, such as 'modules.quota.level'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'port: 1\nport: 2' | 2: Duplicate field 'port'",
                "'port: {'          | 1: while parsing a flow node",
                "'- a list'         | 1: a line 'key: value' is expected",
                "'port: &p 1\nadmin: {port: *p}' | 2: an alias (*name) can't stand here; write the value out",
            })
    void brokenFileNamesTheLine(String text, String expected) throws Exception {
        Path file = file(text);

        assertThat(problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith(file + ":")
                .contains(expected.substring(2));
    }

    @Test
    void fileThatIsNamedMustExist() {
        environment.put("HEARTH_CONFIG", "other.yaml");

        assertThat(problems()).containsExactly(folder.resolve("other.yaml") + ": there is no such configuration file");
    }

    @Test
    void fileIsAlsoFoundInTheConfFolder() throws Exception {
        Files.createDirectory(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/hearth.yaml"), "port: 4");

        assertThat(load().port()).isEqualTo(4);
    }

    @Test
    void settingsAloneMakeAConfiguration() throws Exception {
        assertThat(ConfigLoader.of(Map.of("port", "0", "store.durability", "relaxed"))
                        .store()
                        .durability())
                .isEqualTo(HearthConfig.Durability.RELAXED);
    }

    @Test
    void moreThanLoopbackIsRefusedUnlessOpenOrAuthenticated() throws Exception {
        HearthConfig everywhere = ConfigLoader.of(Map.of("host", "0.0.0.0"));

        everywhere.requireOpen(() -> true);
        ConfigLoader.of(Map.of("host", "0.0.0.0", "open", "true")).requireOpen(() -> false);
        HearthConfig.defaults().requireOpen(() -> false);
        ConfigLoader.of(Map.of("host", "::1")).requireOpen(() -> false);
        ConfigLoader.of(Map.of("host", "0.0.0.0", "tls.enabled", "true", "tls.client-auth", "need"))
                .requireOpen(() -> false);
        assertThat(catchThrowableOfType(ConfigException.class, () -> everywhere.requireOpen(() -> false)))
                .hasMessageContaining("host: 0.0.0.0 is more than loopback")
                .hasMessageContaining("tls.client-auth: need")
                .hasMessageContaining("open: true");
        HearthConfig off = ConfigLoader.of(Map.of("host", "0.0.0.0", "tls.client-auth", "need"));
        assertThat(catchThrowableOfType(ConfigException.class, () -> off.requireOpen(() -> false)))
                .isNotNull();
        HearthConfig wanting =
                ConfigLoader.of(Map.of("host", "0.0.0.0", "tls.enabled", "true", "tls.client-auth", "want"));
        assertThat(catchThrowableOfType(ConfigException.class, () -> wanting.requireOpen(() -> false)))
                .isNotNull();
    }

    private HearthConfig load(String... arguments) throws ConfigException {
        return new ConfigLoader(folder, environment).load(Optional.empty(), List.of(arguments));
    }

    private List<String> problems(String... arguments) {
        return catchThrowableOfType(ConfigException.class, () -> load(arguments))
                .problems();
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("hearth.yaml"), String.join("\n", lines));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[{objects: a, limits: {x: 1}}, []] | section 2 is no map of selectors and modules",
                "[{objects: a, limits: fast}] | 'limits' in section 1 is no selector (the nearest is 'objects')",
                "[{objects: a}] | section 1 says nothing for a module",
                "[{objects: [], limits: {x: 1}}] | 'objects' in section 1 is empty",
                "[{objects: {a: b}, limits: {x: 1}}] | 'objects' in section 1 is not a list of texts",
                "all of them | a list of sections is expected",
            })
    void whatIsWrongWithASectionIsSaidWithoutTheWholeList(String sections, String problem) throws Exception {
        Path file = file("sections: " + sections);

        assertThat(problems()).singleElement().asString().startsWith(file + ":1: sections: " + problem);
    }
}
