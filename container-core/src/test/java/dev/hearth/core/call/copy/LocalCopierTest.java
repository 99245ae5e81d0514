package dev.hearth.core.call.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.wire.marshal.FakeReferences;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.rmi.MarshalException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.rmi.server.UnicastRemoteObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class LocalCopierTest {

    public interface Ringing extends Remote {
        void ring() throws RemoteException;
    }

    static final class Bell implements Ringing {
        @Override
        public void ring() {}
    }

    public record Parcel(String label, List<Object> content) implements Serializable {}

    /** Another deployment: the same class files, other classes. */
    private static final class OtherDeployment extends ClassLoader {
        OtherDeployment() {
            super(LocalCopierTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(LocalCopierTest.class.getName())) {
                return super.loadClass(name, resolve);
            }
            if (name.endsWith("Unshared")) {
                throw new ClassNotFoundException(name);
            }
            Class<?> present = findLoadedClass(name);
            return present != null ? present : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }

    record Unshared(int x) implements Serializable {}

    private final FakeReferences references = new FakeReferences();
    private final ClassLoader other = new OtherDeployment();

    static Stream<Object> immutable() {
        return Stream.of("text", 1, 'c', 2.0, new BigDecimal("1.0"), Instant.now(), UUID.randomUUID(), TimeUnit.DAYS);
    }

    @Test
    void nothingIsNothing() throws Exception {
        assertThat(LocalCopier.copy(null, other, references)).isNull();
        assertThat(LocalCopier.copyAll(new Object[0], other, references)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("immutable")
    void immutableValuesOfTheJdkPassAsTheyAre(Object value) throws Exception {
        assertThat(LocalCopier.copy(value, other, references)).isSameAs(value);
    }

    public enum Size {
        SMALL,
        LARGE {
            @Override
            public String toString() {
                return "large";
            }
        }
    }

    public record Label(String text, int weight, Size size, Instant at, Label inner) implements Serializable {}

    public record Wrapped(Object anything) implements Serializable {}

    public record Decimals(BigDecimal amount) implements Serializable {}

    public record Replaced(int value) implements Serializable {
        Object writeReplace() {
            return value;
        }
    }

    @Test
    void ownValuesThatNobodyCanChangePassAsTheyAreWhereTheClassIsTheSame() throws Exception {
        ClassLoader same = getClass().getClassLoader();
        ClassLoader below = new ClassLoader(same) {};
        Label label = new Label("a", 1, Size.LARGE, Instant.now(), new Label("b", 2, null, null, null));
        for (ClassLoader target : List.of(same, below)) {
            assertThat(LocalCopier.copy(label, target, references)).isSameAs(label);
            assertThat(LocalCopier.copy(Size.LARGE, target, references)).isSameAs(Size.LARGE);
        }
        Object there = LocalCopier.copy(label, other, references);
        assertThat(there.getClass()).isNotSameAs(Label.class);
        assertThat(there).hasToString(label.toString());
        assertThat(LocalCopier.copy(Size.LARGE, other, references))
                .isNotSameAs(Size.LARGE)
                .hasToString("large");
    }

    @Test
    void recordsOfWhatMayChangeAreCopied() throws Exception {
        ClassLoader same = getClass().getClassLoader();
        int[] numbers = {1};
        Wrapped copy = (Wrapped) LocalCopier.copy(new Wrapped(numbers), same, references);
        numbers[0] = 2;
        assertThat(copy.anything()).isEqualTo(new int[] {1});
        Wrapped text = new Wrapped("text");
        assertThat(LocalCopier.copy(text, same, references)).isEqualTo(text).isNotSameAs(text);
        Decimals decimals = new Decimals(BigDecimal.ONE);
        assertThat(LocalCopier.copy(decimals, same, references))
                .isEqualTo(decimals)
                .isNotSameAs(decimals);
        assertThat(LocalCopier.copy(new Replaced(5), same, references)).isEqualTo(5);
    }

    static Stream<Arguments> arrays() {
        return Stream.<Object>of(
                        new byte[] {1}, new int[] {1, 2}, new double[] {1}, new String[] {"a", null}, new boolean[1])
                .map(array -> Arguments.of(array));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void arraysAreNotShared(Object array) throws Exception {
        Object copy = LocalCopier.copy(array, other, references);
        assertThat(copy).isNotSameAs(array).isEqualTo(array);
        assertThat(Array.getLength(copy)).isEqualTo(Array.getLength(array));
    }

    @Test
    void aCopyIsOfTheTargetsClassesAndSharesNothing() throws Exception {
        List<Object> content = new ArrayList<>(List.of(1, new int[] {2}));
        Object copy = LocalCopier.copy(new Parcel("p", content), other, references);
        assertThat(copy.getClass()).isNotSameAs(Parcel.class);
        assertThat(copy.getClass().getName()).isEqualTo(Parcel.class.getName());
        content.clear();
        assertThat(copy.toString()).contains("label=p, content=[1, ");
    }

    @Test
    void argumentsShareWhatTheyShared() throws Exception {
        List<Object> shared = new ArrayList<>();
        Object[] copies = LocalCopier.copyAll(new Object[] {shared, shared, 1}, other, references);
        assertThat(copies[0]).isNotSameAs(shared).isSameAs(copies[1]);
    }

    @Test
    void argumentsThatNobodyCanChangeNeedNotEvenAnotherArray() throws Exception {
        Object[] arguments = {"text", 1, null};
        assertThat(LocalCopier.copyAll(arguments, other, references)).isSameAs(arguments);
        Object[] mixed = {"text", new int[] {1}};
        assertThat(LocalCopier.copyAll(mixed, other, references)).isNotSameAs(mixed);
        assertThat(mixed[1]).as("the caller's own array").isEqualTo(new int[] {1});
    }

    @Test
    void remoteObjectsPassAsReferencesAlsoDeepInside() throws Exception {
        Bell bell = new Bell();
        long number = references.host(bell).number();
        Object alone = LocalCopier.copy(bell, other, references);
        assertThat(FakeReferences.LocalReference.of(alone)).isEqualTo(number);
        assertThat(alone.getClass().getInterfaces()[0]).isSameAs(other.loadClass(Ringing.class.getName()));

        List<?> inside = (List<?>) LocalCopier.copy(new ArrayList<>(List.of(bell, bell)), other, references);
        assertThat(FakeReferences.LocalReference.of(inside.get(0))).isEqualTo(number);
        assertThat(inside.get(1)).isSameAs(inside.get(0));
    }

    @Test
    void aRemoteObjectThatNobodyKnewIsHosted() throws Exception {
        Bell bell = new Bell();
        Object passed = LocalCopier.copy(bell, other, references);
        assertThat(references.servant(FakeReferences.LocalReference.of(passed))).isSameAs(bell);
    }

    @Test
    void aRemoteObjectThatTheJdkExportsPassesAsItsStub() throws Exception {
        Bell bell = new Bell();
        Remote stub = UnicastRemoteObject.exportObject(bell, 0);
        try {
            FakeReferences none = new FakeReferences();

            assertThat(LocalCopier.copy(bell, getClass().getClassLoader(), none))
                    .isEqualTo(stub);
            assertThat(LocalCopier.copy(List.of(bell), getClass().getClassLoader(), none))
                    .isEqualTo(List.of(stub));
            assertThat(none.referenceTo(bell)).isNull();
        } finally {
            UnicastRemoteObject.unexportObject(bell, true);
        }
    }

    @Test
    void aForeignReferenceIsMadeAnewForTheTarget() throws Exception {
        record Moving(ClassLoader home) implements java.lang.reflect.InvocationHandler, Relocatable {
            @Override
            public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Object relocated(ClassLoader target, List<Class<?>> interfaces) {
                return Proxy.newProxyInstance(target, interfaces.toArray(Class<?>[]::new), new Moving(target));
            }
        }
        ClassLoader here = getClass().getClassLoader();
        Object proxy = Proxy.newProxyInstance(here, new Class<?>[] {Ringing.class}, new Moving(here));
        Object moved = LocalCopier.copy(proxy, other, references);
        assertThat(((Moving) Proxy.getInvocationHandler(moved)).home()).isSameAs(other);
        List<?> inside = (List<?>) LocalCopier.copy(new ArrayList<>(List.of(proxy)), other, references);
        assertThat(((Moving) Proxy.getInvocationHandler(inside.get(0))).home()).isSameAs(other);
    }

    @Test
    void aClassThatTheTargetLacksIsNamed() {
        assertThatThrownBy(() -> LocalCopier.copy(List.of(new Unshared(1)), other, references))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining(Unshared.class.getName())
                .hasMessageContaining("deploy/lib");
    }

    @Test
    void whatCanNotBeSerializedIsNamed() {
        assertThatThrownBy(() -> LocalCopier.copy(List.of(new Object()), other, references))
                .isInstanceOf(MarshalException.class)
                .hasMessageContaining("java.lang.Object");
    }
}
