package dev.hearth.samples.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Setting;
import java.net.InetAddress;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuotaModuleTest {

    private final AtomicLong nanos = new AtomicLong();
    private final QuotaModule module = new QuotaModule(nanos::get);
    private final FakeHooks hooks = new FakeHooks();

    @Test
    void registersNoHookUntilItIsToldALimit() {
        module.register(hooks, new MapConfig(Map.of()));

        assertThat(hooks.phases()).isEmpty();
    }

    @Test
    void saysWhichSettingItHas() {
        assertThat(module.settings())
                .extracting(Setting::name, Setting::kind)
                .containsExactly(tuple("calls-per-second", Setting.Kind.INTEGER));
    }

    @Test
    void registersItsHooksAfterTheModuleAllow() {
        module.register(hooks, new MapConfig(Map.of("calls-per-second", "5")));

        assertThat(hooks.phases()).containsExactly("access after allow", "log");
    }

    @Test
    void refusesALimitBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> module.register(hooks, new MapConfig(Map.of("calls-per-second", "0"))))
                .withMessageContaining("modules.quota.calls-per-second");
    }

    @Test
    void refusesTheCallPastTheLimitUntilTimePasses() throws Exception {
        module.register(hooks, new MapConfig(Map.of("calls-per-second", "2")));

        assertThat(hooks.access(call("192.0.2.1"))).isEqualTo(Answer.OK);
        assertThat(hooks.access(call("192.0.2.1"))).isEqualTo(Answer.OK);
        assertThat(hooks.access(call("192.0.2.1")).denial()).contains("quota of 2/s is spent");
        assertThat(hooks.access(call("192.0.2.2"))).as("another peer").isEqualTo(Answer.OK);

        nanos.addAndGet(500_000_000);
        assertThat(hooks.access(call("192.0.2.1"))).isEqualTo(Answer.OK);
        assertThat(hooks.access(call("192.0.2.1")).denial()).isPresent();
    }

    @Test
    void callsBetweenHostedObjectsAreFree() throws Exception {
        module.register(hooks, new MapConfig(Map.of("calls-per-second", "1")));
        FakeCall nested = new FakeCall(InetAddress.getByName("192.0.2.1"), true);

        assertThat(hooks.access(nested)).isEqualTo(Answer.OK);
        assertThat(hooks.access(nested)).isEqualTo(Answer.OK);
        assertThat(hooks.access(call("192.0.2.1"))).isEqualTo(Answer.OK);
    }

    @Test
    void forgetsThePeerThatCalledLongestAgoWhenThereAreTooMany() throws Exception {
        Buckets buckets = new Buckets(1, nanos::get);
        for (int i = 0; i < Buckets.MAX_PEERS + 10; i++) {
            buckets.tryTake(InetAddress.getByAddress(new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i}));
        }

        assertThat(buckets.size()).isEqualTo(Buckets.MAX_PEERS);
    }

    @Test
    void theContainerFindsIt() {
        assertThat(ServiceLoader.load(HookModule.class)).hasAtLeastOneElementOfType(QuotaModule.class);
    }

    private static FakeCall call(String host) throws Exception {
        return new FakeCall(InetAddress.getByName(host), false);
    }
}
