package dev.hearth.core.call.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a copy with the classes of its target. No filter: what comes was written here. */
final class CopyInput extends ObjectInputStream {

    private static final Map<String, Class<?>> PRIMITIVES = Stream.of(
                    boolean.class,
                    byte.class,
                    char.class,
                    short.class,
                    int.class,
                    long.class,
                    float.class,
                    double.class,
                    void.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    private final ClassLoader target;
    private final List<Object> carried;

    CopyInput(InputStream in, ClassLoader target, List<Object> carried) throws IOException {
        super(in);
        this.target = target;
        this.carried = carried;
        enableResolveObject(true);
    }

    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
        int place = readInt();
        return place == CopyOutput.DESCRIBED
                ? super.readClassDescriptor()
                : ObjectStreamClass.lookupAny((Class<?>) carried.get(place));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        Class<?> carriedItself = description.forClass();
        if (carriedItself != null) {
            return carriedItself;
        }
        String name = description.getName();
        Class<?> primitive = PRIMITIVES.get(name);
        return primitive != null ? primitive : Class.forName(name, false, target);
    }

    @Override
    protected Class<?> resolveProxyClass(String[] names) throws ClassNotFoundException {
        Class<?>[] interfaces = new Class<?>[names.length];
        for (int i = 0; i < names.length; i++) {
            interfaces[i] = Class.forName(names[i], false, target);
        }
        return Proxy.newProxyInstance(target, interfaces, (proxy, method, arguments) -> {
                    throw new IllegalStateException("called before it was read: " + method);
                })
                .getClass();
    }

    @Override
    protected @Nullable Object resolveObject(@Nullable Object read) {
        return read instanceof CopyOutput.Carried place ? carried.get(place.place()) : read;
    }
}
