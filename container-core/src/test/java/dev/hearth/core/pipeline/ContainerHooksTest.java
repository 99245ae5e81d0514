package dev.hearth.core.pipeline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.Hook;
import dev.hearth.core.admin.FakeContainer;
import dev.hearth.core.pipeline.PipelineTest.Registered;
import java.rmi.Remote;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a deployment says that its hooks have refused. */
class ContainerHooksTest {

    /** What is deployed. */
    public interface Bank extends Remote {}

    private final DeployedType bank = FakeContainer.type("bank", new Bank() {}).described();

    private void refused(Hook<DeployedType> hook, String message) {
        ModuleHooks hooks = ModuleHooks.of(new Registered("guard", target -> target.deploy(hook)), new NoSettings());
        ContainerHooks asked = ContainerHooks.ofAll(HookTable.of(List.of(hooks)), Duration.ofSeconds(30));

        assertThatThrownBy(() -> asked.deploy(List.of(bank)))
                .isInstanceOf(HookRefusalException.class)
                .hasMessage(message);
    }

    @Test
    void theReasonIsOneLine() {
        refused(type -> Answer.deny("not\nhere\r\n"), "the module guard refuses bank: not here");
    }

    @Test
    void whatIsThrownIsSaidWithModuleAndPhaseWhateverItIs() {
        String asked = "the module guard in deploy failed when it was asked about bank: ";
        refused(type -> null, asked + "it answered null");
        refused(
                type -> {
                    throw new AssertionError("no");
                },
                asked + "java.lang.AssertionError: no");
    }
}
