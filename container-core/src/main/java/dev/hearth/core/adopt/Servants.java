package dev.hearth.core.adopt;

import dev.hearth.core.adopt.ClassFacts.MethodFacts;
import dev.hearth.core.adopt.Deed.Kind;
import dev.hearth.core.adopt.Implementation.Binding;
import dev.hearth.core.adopt.Implementation.Construction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Finds the classes whose objects clients call, and how they are named and made. */
final class Servants {

    private static final String STUB = "java.rmi.server.RemoteStub";
    private static final Set<String> SAYABLE = Set.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Character",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.math.BigDecimal");

    private final Collection<ClassFacts> classes;
    private final Hierarchy hierarchy;
    private final Map<String, List<Deed>> bindings = new LinkedHashMap<>();
    private final Map<String, Set<String>> makers = new LinkedHashMap<>();

    Servants(Collection<ClassFacts> classes, Hierarchy hierarchy) {
        this.classes = classes;
        this.hierarchy = hierarchy;
    }

    /** The bound ones first. */
    List<Implementation> find() {
        for (ClassFacts type : classes) {
            for (MethodFacts method : type.methods()) {
                method.deeds().forEach(this::noteBinding);
                method.calls().stream()
                        .filter(call ->
                                call.name().equals("<init>") && !call.owner().equals(type.name()))
                        .filter(call -> !call.owner().equals(type.extended()))
                        .forEach(call -> makers.computeIfAbsent(call.owner(), unseen -> new TreeSet<>())
                                .add(type.name()));
            }
        }
        return classes.stream()
                .filter(this::isServant)
                .map(this::implementation)
                .sorted(Comparator.comparing(
                        (Implementation found) -> found.names().isEmpty()))
                .toList();
    }

    private void noteBinding(Deed deed) {
        String type = deed.kind() != Kind.BINDS || deed.object() == null
                ? null
                : deed.object().className();
        if (type != null) {
            bindings.computeIfAbsent(type, unseen -> new ArrayList<>()).add(deed);
        }
    }

    private boolean isServant(ClassFacts type) {
        return type.isConcrete()
                && hierarchy.isA(type.name(), Hierarchy.REMOTE)
                && !hierarchy.isA(type.name(), STUB)
                && !hierarchy.remoteInterfaces(type.name()).isEmpty();
    }

    private Implementation implementation(ClassFacts type) {
        List<Binding> bindings = named(type);
        return new Implementation(
                type.name(),
                base(type),
                hierarchy.remoteInterfaces(type.name()),
                bindings,
                List.copyOf(makers.getOrDefault(type.name(), Set.of())),
                bindings.isEmpty() ? construction(type, null) : bindings.get(0).construction());
    }

    /** Each name once; of several places that bind it count those that make the object. */
    private List<Binding> named(ClassFacts type) {
        Map<String, List<Deed>> byName = new LinkedHashMap<>();
        for (Deed deed : bindings(type)) {
            BoundName.of(String.valueOf(deed.name()))
                    .filter(name -> !name.equals("null"))
                    .ifPresent(name -> byName.computeIfAbsent(name, unseen -> new ArrayList<>())
                            .add(deed));
        }
        List<Binding> named = new ArrayList<>();
        byName.forEach((name, deeds) -> named.add(binding(type, name, deeds)));
        return List.copyOf(named);
    }

    private Binding binding(ClassFacts type, String name, List<Deed> deeds) {
        List<Deed> making =
                deeds.stream().filter(deed -> creation(type, deed) != null).toList();
        return (making.isEmpty() ? deeds : making)
                .stream()
                        .map(deed -> new Binding(name, deed.place(), construction(type, creation(type, deed))))
                        .reduce((one, other) -> new Binding(
                                name, one.place(), one.construction().orAs(other.construction())))
                        .orElseThrow();
    }

    private static @Nullable Creation creation(ClassFacts type, Deed deed) {
        Creation creation = deed.object() == null ? null : deed.object().creation();
        return creation != null && creation.className().equals(type.name()) ? creation : null;
    }

    /** Bindings of the class itself, or of an interface that no other class could stand behind. */
    private List<Deed> bindings(ClassFacts type) {
        Set<String> names = new LinkedHashSet<>(List.of(type.name()));
        for (String remote : hierarchy.remoteInterfaces(type.name())) {
            if (classes.stream()
                            .filter(this::isServant)
                            .filter(other -> hierarchy.isA(other.name(), remote))
                            .count()
                    == 1) {
                names.add(remote);
            }
        }
        return names.stream()
                .flatMap(name -> bindings.getOrDefault(name, List.of()).stream())
                .toList();
    }

    private String base(ClassFacts type) {
        return Stream.of(Hierarchy.ACTIVATABLE, Hierarchy.UNICAST, Hierarchy.REMOTE_OBJECT)
                .filter(base -> hierarchy.isA(type.name(), base))
                .findFirst()
                .map(base -> base.substring(base.lastIndexOf('.') + 1))
                .orElse("");
    }

    /**
     * By the constructor that the code itself calls, if a descriptor can say what that takes; else without arguments; else
     * what somebody has to say.
     */
    private Construction construction(ClassFacts type, @Nullable Creation creation) {
        List<MethodFacts> constructors = type.methods().stream()
                .filter(method -> method.name().equals("<init>"))
                .sorted(Comparator.comparing(method -> Type.getArgumentCount(method.descriptor())))
                .toList();
        if (creation != null) {
            for (MethodFacts constructor : constructors) {
                if (constructor.descriptor().equals(creation.constructor()) && isSayable(constructor)) {
                    return new Construction(
                            Collections.unmodifiableList(creation.arguments()), spelled(type, constructor), true, true);
                }
            }
        }
        boolean only = constructors.size() < 2;
        return constructors.stream()
                .filter(this::isSayable)
                .findFirst()
                .or(() -> constructors.stream().findFirst())
                .map(constructor -> new Construction(
                        unknown(constructor), spelled(type, constructor), isSayable(constructor), only))
                .orElse(new Construction(List.of(), type.simpleName() + "()", true, true));
    }

    private static List<@Nullable Object> unknown(MethodFacts constructor) {
        return Collections.nCopies(Type.getArgumentCount(constructor.descriptor()), null);
    }

    private boolean isSayable(MethodFacts constructor) {
        return Stream.of(Type.getArgumentTypes(constructor.descriptor())).allMatch(this::isSayable);
    }

    private boolean isSayable(Type type) {
        ClassFacts own = hierarchy.find(type.getClassName());
        return type.getSort() <= Type.DOUBLE
                || SAYABLE.contains(type.getClassName())
                || (own != null && own.is(Opcodes.ACC_ENUM));
    }

    private static String spelled(ClassFacts type, MethodFacts constructor) {
        return Stream.of(Type.getArgumentTypes(constructor.descriptor()))
                .map(Type::getClassName)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.joining(", ", type.simpleName() + "(", ")"));
    }
}
