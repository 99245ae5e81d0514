package dev.hearth.core.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;

/** Every field that can't be kept is refused when the class is looked at, with what to do. */
@SuppressWarnings({"unused", "rawtypes"}) // fields are read by reflection
class UnstorableTypesTest {

    static class AnObject {
        private Object lock;
    }

    static class AThread {
        private Thread worker;
    }

    static class ASocket {
        private Socket socket;
    }

    static class ALock {
        private ReentrantLock lock;
    }

    static class ALambda {
        private Supplier<String> supplier;
    }

    @FunctionalInterface
    interface Callback {
        void call();
    }

    static class ACallback {
        private Callback callback;
    }

    static class ALogger {
        private Logger log;
    }

    static class ARawList {
        private List items;
    }

    static class AWildcard {
        private Map<String, ?> items;
    }

    static class AnOptionalObject {
        private Optional<Object[]> items;
    }

    interface Open {}

    static class AnOpenInterface {
        private Open open;
    }

    abstract static class Abstract {}

    static class AnAbstractClass {
        private List<Abstract> items;
    }

    static class Servant implements FakeNames.Account {}

    static class AServant {
        private Servant servant;
    }

    class Inner {}

    static class AnInner {
        private Inner inner;
    }

    static class NoConstructor {
        NoConstructor(int x) {}
    }

    static class ANoConstructor {
        private NoConstructor value;
    }

    static class MyList extends ArrayList<String> {
        private static final long serialVersionUID = 1;
    }

    static class AnExtendedList {
        private MyList list;
    }

    static class AnException {
        private Exception last;
    }

    static class AClass {
        private Class<?> type;
    }

    sealed interface Half permits Known, Unknown {}

    record Known() implements Half {}

    non-sealed interface Unknown extends Half {}

    static class AHalfSealed {
        private Half half;
    }

    record Nested(String name, Object value) {}

    static class ANestedObject {
        private List<Nested> items;
    }

    static class Generic<T> {
        private T value;
    }

    static class AStuckVariable extends Generic<Comparable<String>> {}

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(AnObject.class, "AnObject.lock of type java.lang.Object", "declare that type"),
                Arguments.of(AThread.class, "AThread.worker of type java.lang.Thread", "transient"),
                Arguments.of(ASocket.class, "ASocket.socket of type java.net.Socket", "@OnActivate"),
                Arguments.of(ALock.class, "ALock.lock", "transient"),
                Arguments.of(ALambda.class, "ALambda.supplier", "functional interface"),
                Arguments.of(ACallback.class, "ACallback.callback", "functional interface"),
                Arguments.of(ALogger.class, "ALogger.log", "mark the field transient or static"),
                Arguments.of(ARawList.class, "ARawList.items of type java.util.List", "List<String>"),
                Arguments.of(AWildcard.class, "java.util.Map<java.lang.String, java.lang.Object>", "java.lang.Object"),
                Arguments.of(AnOptionalObject.class, "AnOptionalObject.items", "java.lang.Object does not say"),
                Arguments.of(AnOpenInterface.class, "AnOpenInterface.open", "seal it"),
                Arguments.of(AnAbstractClass.class, "AnAbstractClass.items", "seal it"),
                Arguments.of(AServant.class, "AServant.servant", "declare its remote interface"),
                Arguments.of(AnInner.class, "AnInner.inner", "make it static"),
                Arguments.of(ANoConstructor.class, "ANoConstructor.value", "constructor without parameters"),
                Arguments.of(AnExtendedList.class, "AnExtendedList.list", "extends java.util.ArrayList"),
                Arguments.of(AnException.class, "AnException.last", "transient"),
                Arguments.of(AClass.class, "AClass.type", "java.lang.Class"),
                Arguments.of(AHalfSealed.class, "AHalfSealed.half", "Unknown is not sealed"),
                Arguments.of(ANestedObject.class, "Nested.value of type java.lang.Object", "declare that type"),
                Arguments.of(AStuckVariable.class, "Generic.value of type java.lang.Comparable", "transient"),
                Arguments.of(MyList.class, "MyList", "extends java.util.ArrayList"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theMessageNamesTheFieldAndWhatToDo(Class<?> type, String field, String advice) {
        assertThatThrownBy(() -> JsonStateCodec.of(type))
                .isInstanceOf(UnstorableStateException.class)
                .hasMessageContaining(field)
                .hasMessageContaining(advice);
    }

    static class Several {
        private Thread one;
        private Object other;
    }

    @Test
    void allFieldsAreNamedAtOnce() {
        assertThatThrownBy(() -> JsonStateCodec.of(Several.class))
                .hasMessageContaining("Several.one")
                .hasMessageContaining("Several.other");
    }

    static class Fine {
        private transient Object lock = new Object();
        private static Thread shared;
        private int n;
    }

    @Test
    void transientAndStaticFieldsAreNoState() throws UnstorableStateException {
        JsonStateCodec.of(Fine.class);
    }
}
