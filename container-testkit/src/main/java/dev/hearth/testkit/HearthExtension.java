package dev.hearth.testkit;

import dev.hearth.api.hook.HookModule;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Starts a container for a test, hosts the test's classes in it, and gives the test stubs.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final HearthExtension HEARTH = HearthExtension.hosting(CounterObject.class);
 *
 * @Test
 * void counts(@Stub("counters/a") Counter counter) throws Exception {
 *     assertThat(counter.increment()).isEqualTo(1);
 * }
 * }</pre>
 *
 * <p>In a static field there is one container for the class, else one for each test. Parameters and fields with {@link Stub}
 * get stubs, those of type {@link Hearth} the container. A test that fails prints the container's log. Tests may run in
 * parallel: each container has its own port, folder and clock.
 *
 * <p>The methods that say what is hosted are for the time before the first container; they return the extension itself.
 */
public final class HearthExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final String DESCRIPTOR = "META-INF/hearth.yaml";

    private final Namespace namespace = Namespace.create(HearthExtension.class, this);
    private final Hosting hosting = new Hosting();

    private HearthExtension() {}

    /**
     * Hosts these classes. Those that they mention come along where they lie in a folder of the class path, as a project's own
     * do; classes that are only named in texts, or lie in other JARs, are to be named here too.
     */
    public static HearthExtension hosting(Class<?>... classes) {
        HearthExtension extension = new HearthExtension();
        for (Class<?> type : classes) {
            extension.hosting.hosts(type);
        }
        return extension;
    }

    /** Hosts a hook module too; a public class with a public constructor without parameters. */
    public HearthExtension module(Class<? extends HookModule> module) {
        hosting.module(module);
        return this;
    }

    /** The text of the deployment's {@code META-INF/hearth.yaml}. */
    public HearthExtension descriptor(String yaml) {
        return resource(DESCRIPTOR, yaml);
    }

    /** A file in the deployment's JAR. */
    public HearthExtension resource(String path, String text) {
        hosting.resource(path, text);
        return this;
    }

    /** A setting, by its whole key, such as {@code modules.quota.calls-per-second}; goes before {@link #yaml}. */
    public HearthExtension setting(String key, Object value) {
        hosting.setting(key, value.toString());
        return this;
    }

    /** The text of the container's {@code hearth.yaml}. */
    public HearthExtension yaml(String text) {
        hosting.yaml(text);
        return this;
    }

    /** Where each container's clock stands at first; else it stands at the moment when the extension was made. */
    public HearthExtension now(Instant moment) {
        hosting.now(moment);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        inject(start(context), null, context.getRequiredTestClass());
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Hearth hearth = start(context);
        for (Object test : context.getRequiredTestInstances().getAllInstances()) {
            inject(hearth, test, test.getClass());
        }
    }

    /** The container of this test or of a class around it; JUnit closes it with the context in which it was started. */
    private Hearth start(ExtensionContext context) {
        return context.getStore(namespace).computeIfAbsent(Hearth.class, key -> Hearth.start(hosting), Hearth.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            System.err.println("--- the log of the container of " + context.getDisplayName() + ":");
            System.err.print(start(context).log());
            System.err.println("---");
        }
    }

    // what the test gets

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(Stub.class) || parameter.getParameter().getType() == Hearth.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Hearth hearth = start(context);
        return parameter
                .findAnnotation(Stub.class)
                .<Object>map(stub ->
                        stub(hearth, stub.value(), parameter.getParameter().getType()))
                .orElse(hearth);
    }

    private static Remote stub(Hearth hearth, String name, Class<?> type) {
        if (!type.isInterface() || !Remote.class.isAssignableFrom(type)) {
            throw new ExtensionConfigurationException(
                    "@Stub(\"" + name + "\") stands at a " + type.getName() + ", which is no remote interface");
        }
        try {
            return hearth.lookup(name, type.asSubclass(Remote.class));
        } catch (RemoteException | NotBoundException | ClassCastException absent) {
            throw new ExtensionConfigurationException(
                    "no stub of " + name + " as " + type.getName() + ": " + absent.getMessage(), absent);
        }
    }

    /** @param test null for static fields */
    private static void inject(Hearth hearth, @Nullable Object test, Class<?> type) throws IllegalAccessException {
        for (Field field : ReflectionSupport.findFields(
                type,
                each -> Modifier.isStatic(each.getModifiers()) == (test == null),
                HierarchyTraversalMode.TOP_DOWN)) {
            Optional<Stub> stub = AnnotationSupport.findAnnotation(field, Stub.class);
            if (stub.isPresent() || field.getType() == Hearth.class) {
                field.setAccessible(true);
                field.set(test, stub.isPresent() ? stub(hearth, stub.get().value(), field.getType()) : hearth);
            }
        }
    }
}
