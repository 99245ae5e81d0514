package dev.hearth.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Page;
import dev.hearth.api.hook.Place;
import java.rmi.Remote;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleHooksTest {

    /** What a module may host. */
    public interface Empty extends Remote {}

    private record Registering(String name, Consumer<Hooks> hooks) implements HookModule {

        @Override
        public void register(Hooks target, ModuleConfig config) {
            hooks.accept(target);
        }
    }

    private static void refused(Consumer<Hooks> hooks, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModuleHooks.of(new Registering("quota", hooks), new NoSettings()))
                .withMessageContaining(message);
    }

    @Test
    void noHookIsNone() {
        refused(hooks -> hooks.access(null), "the module quota registers null in access");
    }

    @Test
    void noHookStandsBesideItsOwnModule() {
        String message = "the hook of quota in access wants to run after its own module";
        refused(hooks -> hooks.access(call -> Answer.OK).after("allow", "quota"), message);
        refused(hooks -> hooks.access(call -> Answer.OK).afterIfPresent("quota"), message);
        refused(hooks -> hooks.access(call -> Answer.OK).before("quota"), "run before its own module");
        refused(hooks -> hooks.access(call -> Answer.OK).beforeIfPresent("quota"), "run before its own module");
    }

    @Test
    void noHookStandsOnBothSidesOfAModule() {
        String message = "the hook of quota in access wants to run both before and after module allow";
        refused(hooks -> hooks.access(call -> Answer.OK).after("allow").before("allow"), message);
        refused(
                hooks ->
                        hooks.access(call -> Answer.OK).beforeIfPresent("allow").after("roles", "allow"),
                message);
    }

    @Test
    void nothingComesAfterTheModuleHasRegistered() {
        AtomicReference<Hooks> kept = new AtomicReference<>();
        AtomicReference<Place> place = new AtomicReference<>();
        ModuleHooks.of(
                new Registering("quota", hooks -> {
                    kept.set(hooks);
                    place.set(hooks.access(call -> Answer.OK));
                }),
                new NoSettings());
        Hooks late = kept.get();
        for (ThrowingCallable each : List.<ThrowingCallable>of(
                () -> late.access(call -> Answer.deny("late")),
                () -> late.page("late", query -> Page.Content.text("")),
                () -> late.object("late", Empty.class, new Empty() {}),
                () -> place.get().order(Order.LAST),
                () -> place.get().after("allow"),
                () -> place.get().outsideOnly())) {
            assertThatIllegalStateException().isThrownBy(each).withMessageContaining("the module quota has registered");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a~b", "", "/a", "a//b", "a\nb"})
    void noObjectHasANameThatNobodyCanCall(String name) {
        refused(
                hooks -> hooks.object(name, Empty.class, new Empty() {}),
                "the module quota hosts an object whose name '" + name + "' ");
    }

    @Test
    void noHookHasNullAsItsOrder() {
        refused(
                hooks -> hooks.access(call -> Answer.OK).order(null),
                "the hook of quota in access has null as its order");
    }

    @Test
    void noHookStandsBesideAModuleWithoutAName() {
        String message = "the hook of quota in access wants to run before a module without a name";
        refused(hooks -> hooks.access(call -> Answer.OK).before((String) null), message);
        refused(hooks -> hooks.access(call -> Answer.OK).before((String[]) null), message);
        refused(hooks -> hooks.access(call -> Answer.OK).beforeIfPresent("allow", " "), message);
        refused(hooks -> hooks.access(call -> Answer.OK).after(""), "run after a module without a name");
        refused(
                hooks -> hooks.access(call -> Answer.OK).afterIfPresent((String) null),
                "run after a module without a name");
    }

    @Test
    void whomItsHooksCanNotDoWithoutIsKnown() {
        ModuleHooks hooks = ModuleHooks.of(
                new Registering("quota", target -> {
                    target.access(call -> Answer.OK).after("allow", "roles").beforeIfPresent("limits");
                    target.log(call -> {}).before("trace");
                }),
                new NoSettings());

        assertThat(hooks.required()).containsExactly("allow", "roles", "trace");
    }
}
