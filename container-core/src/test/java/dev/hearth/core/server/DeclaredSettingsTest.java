package dev.hearth.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Setting;
import dev.hearth.api.hook.Setting.Kind;
import dev.hearth.core.config.HearthConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredSettingsTest {

    private record Declaring(String name, List<Setting> settings) implements HookModule {

        @Override
        public void register(Hooks hooks, ModuleConfig config) {}
    }

    /** By the registration, and by {@code hearth check} with the same words. */
    private static void refused(List<Setting> settings, String message) {
        HookModule module = new Declaring("quota", settings);
        HearthConfig config = HearthConfig.defaults();
        ModuleSettings said = Modules.settings("quota", config, List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadedModule.register("quota", module, said, Duration.ofMinutes(1)))
                .withMessageStartingWith(message);
        assertThat(new ModuleTrial(config).register(List.of(module)))
                .singleElement()
                .asString()
                .startsWith(message);
    }

    private static Setting setting(String name, Kind kind, String otherwise) {
        return Setting.of(name, kind, otherwise, "for a test");
    }

    @Test
    void nullIsNoListOfSettings() {
        refused(null, "the module quota declares null in place of its settings");
    }

    @Test
    void nullIsNoSetting() {
        refused(
                Arrays.asList(setting("rate", Kind.INTEGER, "1"), null),
                "the module quota declares null as its setting 2");
    }

    @Test
    void noTwoSettingsHaveOneName() {
        refused(
                List.of(setting("rate", Kind.INTEGER, "1"), setting("rate", Kind.TEXT, "")),
                "the module quota declares two settings of the name 'rate'");
        refused(List.of(setting(" ", Kind.TEXT, "")), "the module quota declares its setting 1 without a name");
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, zz, a whole number",
        "BOOLEAN, yes, true or false",
        "DURATION, soon, a time such as 500ms",
    })
    void aDefaultIsAValueOfItsKind(Kind kind, String otherwise, String expected) {
        refused(
                List.of(setting("rate", kind, otherwise)),
                "the module quota declares a default that is none: quota.rate: " + otherwise + " is not " + expected);
    }

    @Test
    void whatHoldsWithoutADefaultIsUpToTheModule() {
        List<Setting> settings = Arrays.stream(Kind.values())
                .map(kind -> setting(kind.name(), kind, ""))
                .toList();

        assertThat(DeclaredSettings.of(new Declaring("quota", settings))).isEqualTo(settings);
    }

    @Test
    void aSettingSaysWhichPartOfItIsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> setting(null, Kind.TEXT, ""))
                .withMessage("a setting has null as its name");
        assertThatNullPointerException()
                .isThrownBy(() -> setting("rate", null, ""))
                .withMessage("the setting rate has null as its kind");
        assertThatNullPointerException()
                .isThrownBy(() -> setting("rate", Kind.TEXT, null))
                .withMessageStartingWith("the setting rate has null as its default");
    }
}
