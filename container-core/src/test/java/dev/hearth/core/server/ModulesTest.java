package dev.hearth.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.pipeline.HookOrderException;
import dev.hearth.core.pipeline.HookRefusalException;
import dev.hearth.core.testing.Rooms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModulesTest {

    @TempDir
    Path data;

    private final Rooms rooms = new Rooms();
    private Modules modules;

    @BeforeEach
    void open() throws HookRefusalException {
        modules = new Modules(inFolder(HearthConfig.defaults()));
        rooms.processor.hooks(modules.table());
        modules.connect(rooms.processor, new FakeServer());
    }

    @AfterEach
    void close() {
        modules.close();
        rooms.close();
    }

    private HearthConfig inFolder(HearthConfig all) {
        return new HearthConfig(
                all.host(),
                all.port(),
                all.open(),
                all.deploy(),
                data,
                all.threading(),
                all.wire(),
                all.registry(),
                all.tls(),
                all.threads(),
                all.calls(),
                all.objects(),
                all.exports(),
                all.jmx(),
                all.store(),
                all.replace(),
                all.admin(),
                all.start(),
                all.stop(),
                all.log(),
                all.modules(),
                all.sections(),
                all.deployments());
    }

    private static class Closeable implements HookModule, AutoCloseable {
        private final String name;
        private final String after;
        private boolean closed;

        Closeable(String name, String after) {
            this.name = name;
            this.after = after;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void register(Hooks hooks, ModuleConfig config) {
            hooks.access(call -> Answer.OK).after(after);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private boolean has(String module) {
        return modules.table().modules().contains(module);
    }

    @Test
    void aChangeThatIsKeptClosesTheFormerModules() {
        Closeable former = new Closeable("quota", "allow");
        modules.replace(Map.of("app", List.of(former))).keep();
        Closeable newer = new Closeable("limit", "allow");
        Modules.Change change = modules.replace(Map.of("app", List.of(newer)));
        assertThat(former.closed).as("its hooks still run").isFalse();
        change.keep();
        assertThat(former.closed).isTrue();
        assertThat(newer.closed).isFalse();
        assertThat(has("limit")).isTrue();
        assertThat(has("quota")).isFalse();
    }

    @Test
    void aChangeThatIsTakenBackLeavesTheFormerModulesAsTheyWere() {
        Closeable former = new Closeable("quota", "allow");
        modules.replace(Map.of("app", List.of(former))).keep();
        Closeable refused = new Closeable("limit", "allow");
        modules.replace(Map.of("app", List.of(refused))).takeBack();
        assertThat(former.closed).isFalse();
        assertThat(refused.closed).isTrue();
        assertThat(has("quota")).isTrue();
        assertThat(has("limit")).isFalse();
    }

    @Test
    void modulesThatDoNotFitChangeNothing() {
        Closeable unfit = new Closeable("limit", "nobody");
        assertThatThrownBy(() -> modules.replace(Map.of("app", List.of(unfit)))).isInstanceOf(HookOrderException.class);
        assertThat(unfit.closed).isTrue();
        assertThat(has("limit")).isFalse();
    }

    @Test
    void aModuleThatFailsToRegisterIsNamedAndCloses() {
        Closeable unfit = new Closeable("limit", "allow") {
            @Override
            public void register(Hooks hooks, ModuleConfig config) {
                throw new IllegalArgumentException();
            }
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> modules.replace(Map.of("app", List.of(unfit))))
                .withMessage("the module limit can't register its hooks: java.lang.IllegalArgumentException");
        assertThat(unfit.closed).isTrue();
    }

    private HearthConfig said(String yaml) throws IOException, ConfigException {
        Path file = Files.writeString(data.resolve("hearth.yaml"), yaml);
        return new ConfigLoader(data, Map.of()).load(Optional.of(file), List.of("--data=" + data));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "modules: {limitz: {calls-per-second: 3}}",
                "sections: [{objects: a, limitz: {calls-per-second: 3}}]"
            })
    void aModuleThatIsNotThereIsRefusedUnlessItMayBeMissing(String yaml) throws Exception {
        HearthConfig misspelt = said(yaml);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> modules.configure(misspelt))
                .withMessageContaining("without its hook modules, since calls would pass that should not")
                .withMessageContaining("there is no module 'limitz'; the nearest is 'limits'")
                .withMessageContaining("start.without-modules: true");
        assertThat(modules.unknown()).as("nothing is changed").isEmpty();

        modules.configure(said(yaml + "\nstart: {without-modules: true}")).keep();
        assertThat(modules.unknown()).hasSize(1);
    }
}
