package dev.hearth.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.Outcome;
import dev.hearth.core.adapter.ObjectSlot;
import dev.hearth.core.call.Target;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.TestCall;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.rmi.RemoteException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallRunTest {

    /** The same for all calls of one object in one call of it. */
    private static final Set<String> KEPT = Set.of("chain", "turn", "reusable", "hooks", "session");

    /** Set when a call begins. */
    private static final Set<String> OF_EACH = Set.of("id", "startNanos", "place");

    private final Rooms rooms = new Rooms().host("thing", Lifecycle.TRANSIENT, Threading.POOLED);
    private ObjectSlot slot;
    private final CallRun parent = new CallRun(1, anIncomingCall(), null, HookTable.of(List.of()));

    @BeforeEach
    void find() throws RemoteException {
        slot = rooms.adapter.find(new Target.ByName("thing"));
    }

    @AfterEach
    void letGo() {
        rooms.adapter.letGo(slot);
        rooms.close();
    }

    private static TestCall anIncomingCall() {
        return new TestCall(new Target.ByName("thing"), "change");
    }

    private static List<Field> changing() {
        return Stream.of(CallRun.class, Progress.class)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers()))
                .filter(field -> !KEPT.contains(field.getName()))
                .peek(field -> field.setAccessible(true))
                .toList();
    }

    @Test
    void aCallThatIsUsedAgainIsAsNew() throws Exception {
        TestCall incoming = anIncomingCall();
        CallRun fresh = parent.nested(2, anIncomingCall());
        CallRun used = parent.nested(3, incoming);
        for (Field field : changing()) {
            field.set(used, another(field, field.get(fresh)));
        }
        used.over();
        assertThat(parent.usedCall()).isSameAs(incoming);

        assertThat(parent.nested(4, incoming)).isSameAs(used);
        assertThat(parent.usedCall()).as("while it is in use").isNull();
        assertThat(used.id()).isEqualTo(4);
        assertThat(used.startNanos()).isNotEqualTo(7);
        for (Field field : changing()) {
            if (!OF_EACH.contains(field.getName())) {
                assertThat(field.get(used)).as(field.getName()).isEqualTo(field.get(fresh));
            }
        }
    }

    /** A value of the field's type that is not the usual one. */
    private Object another(Field field, Object usual) {
        Class<?> type = field.getType();
        if (type == boolean.class) {
            return !(boolean) usual;
        }
        if (type == int.class) {
            return 7;
        }
        if (type == long.class) {
            return 7L;
        }
        if (type == String.class) {
            return "another";
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[type.getEnumConstants().length - 1];
        }
        if (type == List.class) {
            return List.of("another");
        }
        if (type == Set.class) {
            return Set.of("another");
        }
        if (type.isArray()) {
            return new Object[] {"another"};
        }
        return Stream.of(
                        slot,
                        slot.type().methods().iterator().next(),
                        Outcome.result(1),
                        new RemoteException(),
                        new Thread(),
                        new IdentityHashMap<>(),
                        new Steps(),
                        new Moments(),
                        slot.type())
                .map(Object.class::cast)
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("what becomes of " + field + " when a call is used again? Reset it in"
                                + " CallRun.beginAgain, and give this test a value of its type"));
    }

    @Test
    void aCallThatAHookMaySeeIsNotUsedAgain() {
        ModuleHooks witness = ModuleHooks.of(
                new PipelineTest.Registered("witness", hooks -> hooks.log(call -> {})), new NoSettings());
        CallRun watched = new CallRun(1, anIncomingCall(), null, HookTable.of(List.of(witness)));
        TestCall incoming = anIncomingCall();
        CallRun nested = watched.nested(2, incoming);
        nested.over();
        assertThat(watched.usedCall()).isNull();
        assertThat(watched.nested(3, incoming)).isNotSameAs(nested);
    }
}
