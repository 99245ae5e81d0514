package dev.hearth.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.core.config.HearthConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModuleTrialTest {

    private final ModuleTrial trial = new ModuleTrial(HearthConfig.defaults());

    /** Refuses to register after a module named {@code null}. */
    private record After(String name, String other) implements HookModule {

        @Override
        public void register(Hooks hooks, ModuleConfig config) {
            if (other.equals("null")) {
                throw new IllegalArgumentException("modules." + name + ": after whom?");
            }
            hooks.access(call -> Answer.OK).after(other);
        }
    }

    private List<String> register(HookModule... modules) {
        return trial.register(List.of(modules));
    }

    @Test
    void theBuiltInModulesAreFine() {
        assertThat(trial.register(Modules.builtIn())).isEmpty();
        assertThat(trial.order()).isEmpty();
    }

    @Test
    void aCircleIsFound() {
        assertThat(register(new After("a", "b"), new After("b", "a"))).isEmpty();
        assertThat(trial.order()).singleElement().asString().contains("a before b before a");
    }

    @Test
    void aNeighbourThatIsNotThereIsFoundAndSoAreTwoOfOneName() {
        trial.register(Modules.builtIn());
        assertThat(register(new After("a", "limts"))).isEmpty();
        assertThat(trial.strangers()).containsExactly(Map.entry("a", Set.of("limts")));
        assertThat(trial.order())
                .singleElement()
                .asString()
                .contains("limts, which is not there; the nearest is limits: deploy it");
        assertThat(register(new After("a", "nobody"))).isEmpty();
        assertThat(trial.order()).singleElement().asString().contains("two hook modules are named a");
    }

    @Test
    void whereOneIsRefusedNobodyIsSaidToMissIt() {
        assertThat(register(new After("a", "null"), new After("b", "a"))).containsExactly("modules.a: after whom?");
        assertThat(trial.order()).isEmpty();
    }
}
