package dev.hearth.core.call;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.DeployedType;
import java.io.ObjectInputFilter;
import java.lang.reflect.Method;
import java.rmi.Remote;
import java.rmi.server.RemoteStub;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class whose objects are hosted: how it is called, how its servants are made, how they live and on which thread.
 *
 * <p>Immutable. Equal only to itself: the same class deployed again is another type.
 */
@SuppressWarnings("deprecation") // the class that generated stubs extend
public final class HostedType {

    private final String name;
    private final Deployment deployment;
    private final Class<?> implementation;
    private final List<Class<?>> interfaces;
    private final MethodTable methods;
    private final Traits traits;
    private final ServantFactory factory;
    private final @Nullable ObjectInputFilter argumentFilter;
    private final DeployedType described;
    private final @Nullable Class<? extends RemoteStub> stub;

    /**
     * What a type's author chose.
     *
     * @param threading resolved, never {@code INHERIT}
     * @param preload whether the object at the bare name is made at deployment
     * @param keyed whether the type answers at names below its own
     */
    public record Traits(Lifecycle lifecycle, Threading threading, boolean preload, boolean keyed) {

        public Traits {
            if (threading == Threading.INHERIT) {
                throw new IllegalArgumentException("a type's threading is resolved");
            }
        }
    }

    private HostedType(
            String name,
            Deployment deployment,
            Class<?> implementation,
            List<Class<?>> interfaces,
            MethodTable methods,
            Traits traits,
            ServantFactory factory,
            @Nullable ObjectInputFilter argumentFilter) {
        this.name = name;
        this.deployment = deployment;
        this.implementation = implementation;
        this.interfaces = interfaces;
        this.methods = methods;
        this.traits = traits;
        this.factory = factory;
        this.argumentFilter = argumentFilter;
        this.described = new Described(this, implementation);
        this.stub = GeneratedStub.neededFor(interfaces)
                ? GeneratedStub.of(implementation).orElse(null)
                : null;
    }

    /**
     * Describes a class.
     *
     * @throws IllegalArgumentException if the class has no remote interface, or lacks a method of one; the message says
     *     what to do
     */
    public static HostedType of(
            String name, Deployment deployment, Class<?> implementation, Traits traits, ServantFactory factory) {
        return of(name, deployment, implementation, traits, factory, null);
    }

    /**
     * The same, with a filter for all arguments besides those of the methods.
     *
     * @param argumentFilter what it rejects is refused; it can't allow what a method's own filter refuses
     */
    public static HostedType of(
            String name,
            Deployment deployment,
            Class<?> implementation,
            Traits traits,
            ServantFactory factory,
            @Nullable ObjectInputFilter argumentFilter) {
        List<Class<?>> interfaces = remoteInterfaces(implementation);
        if (interfaces.isEmpty()) {
            throw new IllegalArgumentException(implementation.getName()
                    + " implements no remote interface: let it implement an interface that extends java.rmi.Remote");
        }
        return new HostedType(
                name,
                deployment,
                implementation,
                interfaces,
                methodsOf(implementation, interfaces),
                traits,
                factory,
                argumentFilter);
    }

    /**
     * The type of an object of a module's own: the servant is there already, and its stubs have this interface alone.
     *
     * @throws IllegalArgumentException if the servant's class lacks a method of the interface
     */
    public static HostedType of(String name, Deployment deployment, Class<?> remote, Object servant) {
        return new HostedType(
                name,
                deployment,
                servant.getClass(),
                List.of(remote),
                methodsOf(servant.getClass(), List.of(remote)),
                new Traits(Lifecycle.TRANSIENT, Threading.POOLED, true, false),
                context -> servant,
                null);
    }

    /** The interfaces that a stub of this class has: all that extend {@link Remote}, the class's own first. */
    public static List<Class<?>> remoteInterfaces(Class<?> implementation) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> type = implementation; type != null; type = type.getSuperclass()) {
            for (Class<?> candidate : type.getInterfaces()) {
                if (Remote.class.isAssignableFrom(candidate) && candidate != Remote.class) {
                    found.add(candidate);
                }
            }
        }
        return List.copyOf(found);
    }

    private static MethodTable methodsOf(Class<?> implementation, List<Class<?>> interfaces) {
        Map<Long, HostedMethod> methods = new LinkedHashMap<>();
        for (Class<?> remote : interfaces) {
            for (Method method : remote.getMethods()) {
                if (java.lang.reflect.Modifier.isStatic(method.getModifiers())) {
                    continue;
                }
                try {
                    HostedMethod hosted = HostedMethod.of(method, implementation);
                    methods.putIfAbsent(hosted.hash(), hosted);
                } catch (ReflectiveOperationException missing) {
                    throw new IllegalArgumentException(
                            implementation.getName() + " lacks " + method + ": compile it against the same interface",
                            missing);
                }
            }
        }
        return new MethodTable(methods.values());
    }

    public String name() {
        return name;
    }

    /** The type as modules see it. */
    public DeployedType described() {
        return described;
    }

    public Deployment deployment() {
        return deployment;
    }

    public Class<?> implementation() {
        return implementation;
    }

    /** The remote interfaces, in the order in which a stub lists them. */
    public List<Class<?>> interfaces() {
        return interfaces;
    }

    /** The generated class that its stubs are of, where no proxy would do; null if there is none. */
    public @Nullable Class<? extends RemoteStub> stub() {
        return stub;
    }

    public Collection<HostedMethod> methods() {
        return methods.all();
    }

    /** The method with this hash; null if there is none. */
    public @Nullable HostedMethod method(long hash) {
        return methods.get(hash);
    }

    /** Whether it is the container's own registry; no deployment can take its name. */
    public boolean registry() {
        return name.equals(WellKnown.REGISTRY_NAME);
    }

    public Lifecycle lifecycle() {
        return traits.lifecycle();
    }

    public boolean persistent() {
        return traits.lifecycle() == Lifecycle.PERSISTENT;
    }

    public Threading threading() {
        return traits.threading();
    }

    public boolean preload() {
        return traits.preload();
    }

    public boolean keyed() {
        return traits.keyed();
    }

    public ServantFactory factory() {
        return factory;
    }

    /** What all arguments must pass besides the filters of the methods; null for nothing. */
    public @Nullable ObjectInputFilter argumentFilter() {
        return argumentFilter;
    }

    @Override
    public String toString() {
        return name + " (" + implementation.getName() + " of " + deployment + ")";
    }
}
