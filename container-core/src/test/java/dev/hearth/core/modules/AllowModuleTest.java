package dev.hearth.core.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hearth.api.hook.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllowModuleTest {

    private final AllowModule module = new AllowModule();
    private final CapturedHooks captured = new CapturedHooks();

    private void register(Map<String, String> settings) {
        module.register(captured.hooks, new Settings(settings));
    }

    @Test
    void registersNothingWithoutSettings() {
        register(Map.of());

        assertThat(captured.phases()).isEmpty();
    }

    @Test
    void takesConnectionsOnlyFromWhereItIsTold() throws Exception {
        register(Map.of("from", "loopback,10.0.0.0/8"));

        assertThat(captured.connect("127.0.0.1")).isEqualTo(Answer.OK);
        assertThat(captured.connect("10.1.2.3")).isEqualTo(Answer.OK);
        assertThat(captured.connect("192.0.2.7").denial()).contains("connections from 192.0.2.7");
    }

    @Test
    void denyWinsOverFrom() throws Exception {
        register(Map.of("from", "10.0.0.0/8", "deny", "10.6.0.0/16"));

        assertThat(captured.connect("10.5.0.1")).isEqualTo(Answer.OK);
        assertThat(captured.connect("10.6.0.1").denial()).isPresent();
    }

    @Test
    void denyAloneLetsAllOthersIn() throws Exception {
        register(Map.of("deny", "192.0.2.7"));

        assertThat(captured.connect("192.0.2.7").denial()).isPresent();
        assertThat(captured.connect("192.0.2.8")).isEqualTo(Answer.OK);
        assertThat(captured.connect("2001:db8::1")).isEqualTo(Answer.OK);
    }

    @Test
    void namesTheSettingThatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> register(Map.of("from", "10.0.0.0/8", "deny", "example.org")))
                .withMessageContaining("modules.allow.deny")
                .withMessageContaining("example.org");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> register(Map.of("from", "")))
                .withMessageContaining("modules.allow.from");
    }
}
