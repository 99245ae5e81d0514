package dev.hearth.core.store;

import dev.hearth.api.ObjectContext;
import dev.hearth.core.call.ClassNames;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.rmi.Remote;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteServer;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides from the declared types how a servant's fields are kept, and refuses those that can't be.
 *
 * <p>Used once, by one thread.
 */
final class CodecChoice {

    private static final Set<Class<?>> RMI_BASES =
            Set.of(RemoteObject.class, RemoteServer.class, UnicastRemoteObject.class);

    private final Map<TypeShape, ValueCodec> known = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** A type can't be kept; the message says why and what to do. */
    static final class Refusal extends Exception {

        private static final long serialVersionUID = 1;

        Refusal(String reason) {
            super(reason, null, false, false);
        }
    }

    FieldsCodec forServant(Class<?> servantClass) throws UnstorableStateException {
        FieldsCodec codec = new FieldsCodec(servantClass, StateVersions.of(servantClass), null);
        try {
            codec.complete(fieldsOf(TypeShape.of(servantClass)));
        } catch (Refusal refused) {
            problems.add(servantClass.getName() + " can't be kept as state: " + refused.getMessage());
        }
        if (!problems.isEmpty()) {
            throw new UnstorableStateException(String.join("\n", problems));
        }
        return codec;
    }

    private List<StateField> fieldsOf(TypeShape type) throws Refusal {
        Deque<TypeShape> fromTheTop = new ArrayDeque<>();
        for (TypeShape each = type; each != null && each.raw() != Object.class; each = each.superclass()) {
            if (!isOfTheJdk(each.raw())) {
                fromTheTop.push(each);
            } else if (!RMI_BASES.contains(each.raw()) && hasState(each.raw())) {
                throw new Refusal(
                        type.raw().getName() + " extends " + each.raw().getName()
                                + ", whose own state is out of reach; hold one in a field instead of extending it");
            }
        }
        Map<String, Field> named = new LinkedHashMap<>();
        Map<Field, TypeShape> owners = new HashMap<>();
        fromTheTop.forEach(owner -> nameFields(owner, named, owners));
        List<StateField> fields = new ArrayList<>();
        named.forEach((name, field) -> addField(name, field, owners.get(field), fields));
        return fields;
    }

    private static boolean hasState(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields()).anyMatch(CodecChoice::isState);
    }

    private static boolean isState(Field field) {
        return (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
                && field.getType() != ObjectContext.class;
    }

    private static void nameFields(TypeShape owner, Map<String, Field> named, Map<Field, TypeShape> owners) {
        for (Field field : owner.raw().getDeclaredFields()) {
            if (isState(field)) {
                owners.put(field, owner);
                Field hidden = named.put(field.getName(), field);
                if (hidden != null) {
                    named.put(ClassNames.simple(hidden.getDeclaringClass()) + "." + hidden.getName(), hidden);
                }
            }
        }
    }

    private void addField(String name, Field field, @Nullable TypeShape owner, List<StateField> fields) {
        if (owner == null) {
            throw new IllegalStateException("unowned " + field);
        }
        TypeShape type = owner.resolve(field.getGenericType());
        try {
            fields.add(StateField.of(name, field, codec(type)));
        } catch (Refusal refused) {
            problems.add(field.getDeclaringClass().getName() + "." + field.getName() + " of type " + type
                    + " can't be kept as state: " + refused.getMessage());
        }
    }

    private ValueCodec codec(TypeShape type) throws Refusal {
        ValueCodec present = known.get(type);
        if (present == null) {
            present = choose(type);
            known.put(type, present);
        }
        return present;
    }

    private ValueCodec choose(TypeShape type) throws Refusal {
        Class<?> raw = type.raw();
        ValueCodec scalar = Scalars.codec(raw);
        if (scalar != null) {
            return scalar;
        }
        if (raw.isArray()) {
            return new ArrayCodec(raw.getComponentType(), codec(type.element()));
        }
        if (raw.isEnum()) {
            return TextCodec.ofEnum(raw);
        }
        if (raw.getTypeParameters().length > type.arguments().size()) {
            throw new Refusal(raw.getName() + " is used without type arguments; say what it holds, as in "
                    + ClassNames.simple(raw) + "<" + (Map.class.isAssignableFrom(raw) ? "String, " : "") + "String>");
        }
        ValueCodec container = container(type);
        return container != null ? container : chooseOwn(type);
    }

    private @Nullable ValueCodec container(TypeShape type) throws Refusal {
        Class<?> raw = type.raw();
        if (Containers.isCollection(raw)) {
            return new CollectionCodec(raw, type.argument(0).raw(), codec(type.argument(0)));
        }
        if (Containers.isMap(raw)) {
            return new MapCodec(raw, type.argument(0).raw(), codec(type.argument(0)), codec(type.argument(1)));
        }
        return WrapperCodec.of(type, this::codec);
    }

    private ValueCodec chooseOwn(TypeShape type) throws Refusal {
        Class<?> raw = type.raw();
        if (raw.isInterface() && Remote.class.isAssignableFrom(raw)) {
            return new ReferenceCodec(raw);
        }
        if (isOfTheJdk(raw) || Refusals.isKnownForeign(raw)) {
            throw new Refusal(Refusals.reason(raw));
        }
        if (raw.isRecord()) {
            return record(type);
        }
        if (raw.isSealed()) {
            return sealed(type);
        }
        if (Modifier.isAbstract(raw.getModifiers()) || Remote.class.isAssignableFrom(raw)) {
            throw new Refusal(Refusals.reason(raw));
        }
        return exactly(type);
    }

    private ValueCodec record(TypeShape type) throws Refusal {
        RecordCodec codec = new RecordCodec(canonical(type.raw()), versions(type.raw()));
        known.put(type, codec);
        codec.complete(fieldsOf(type));
        return codec;
    }

    private static Constructor<?> canonical(Class<?> type) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("a record without canonical constructor: " + type, impossible);
        }
    }

    private ValueCodec sealed(TypeShape type) throws Refusal {
        SealedCodec codec = new SealedCodec(type.raw());
        known.put(type, codec);
        Map<Class<?>, ValueCodec> leaves = new LinkedHashMap<>();
        addLeaves(type, leaves, new HashSet<>());
        codec.complete(leaves);
        return codec;
    }

    private void addLeaves(TypeShape type, Map<Class<?>, ValueCodec> leaves, Set<Class<?>> seen) throws Refusal {
        if (!seen.add(type.raw())) {
            return;
        }
        if (type.raw().isEnum() || !Modifier.isAbstract(type.raw().getModifiers())) {
            leaves.put(type.raw(), leaf(type));
        }
        if (type.raw().isSealed() && !type.raw().isEnum()) {
            for (Class<?> permitted : type.raw().getPermittedSubclasses()) {
                addLeaves(type.permitted(permitted), leaves, seen);
            }
        } else if (Modifier.isAbstract(type.raw().getModifiers()) && !type.raw().isEnum()) {
            throw new Refusal(Refusals.reason(type.raw()));
        }
    }

    /** A sealed class that is not abstract is a leaf of itself. */
    private ValueCodec leaf(TypeShape type) throws Refusal {
        return type.raw().isSealed() && !type.raw().isEnum() ? exactly(type) : codec(type);
    }

    private FieldsCodec exactly(TypeShape type) throws Refusal {
        FieldsCodec codec = new FieldsCodec(type.raw(), versions(type.raw()), constructor(type.raw()));
        known.putIfAbsent(type, codec);
        codec.complete(fieldsOf(type));
        return codec;
    }

    /** Where the class around a nested one is not there, its own file still says whether it is static. */
    private static boolean inner(Class<?> type) {
        try {
            return type.isLocalClass()
                    || type.isAnonymousClass()
                    || (type.isMemberClass() && !Modifier.isStatic(type.getModifiers()));
        } catch (LinkageError withoutTheOneAround) {
            return !Modifier.isStatic(type.getModifiers());
        }
    }

    private static Constructor<?> constructor(Class<?> type) throws Refusal {
        if (inner(type)) {
            throw new Refusal(type.getName() + " is an inner class, which holds its surroundings; make it static");
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException missing) {
            throw new Refusal(type.getName() + " has no constructor without parameters; add one (it may be private),"
                    + " or make the class a record");
        }
    }

    private StateVersions versions(Class<?> type) throws Refusal {
        try {
            return StateVersions.of(type);
        } catch (UnstorableStateException wrong) {
            throw new Refusal(String.valueOf(wrong.getMessage()));
        }
    }

    static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
