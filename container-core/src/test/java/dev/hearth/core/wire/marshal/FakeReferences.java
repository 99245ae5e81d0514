package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.Departure;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.ObjectReferences;
import dev.hearth.core.call.Reference;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.rmi.Remote;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A table of hosted objects as a test needs it. */
public final class FakeReferences implements ObjectReferences {

    public final List<Long> left = new CopyOnWriteArrayList<>();
    private final Map<Object, Reference> hosted = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Long, Object> servants = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong(100);

    public Reference host(Object servant) {
        Reference reference = new Reference(next.getAndIncrement(), HostedType.remoteInterfaces(servant.getClass()));
        hosted.put(servant, reference);
        servants.put(reference.number(), servant);
        return reference;
    }

    public Object servant(long number) {
        return servants.get(number);
    }

    @Override
    public Reference referenceTo(Object candidate) {
        if (Proxy.isProxyClass(candidate.getClass())
                && Proxy.getInvocationHandler(candidate) instanceof LocalReference local) {
            return new Reference(local.number, List.of(candidate.getClass().getInterfaces()));
        }
        return hosted.get(candidate);
    }

    @Override
    public Reference export(Remote object) {
        return host(object);
    }

    @Override
    public Object referenceFor(long number, List<Class<?>> interfaces, ClassLoader loader) {
        return Proxy.newProxyInstance(loader, interfaces.toArray(Class<?>[]::new), new LocalReference(number));
    }

    @Override
    public Departure stubLeft(long number, InetAddress to) {
        left.add(number);
        return Departure.UNHELD;
    }

    @Override
    public void leased(long number, InetAddress by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void released(long number) {
        throw new UnsupportedOperationException();
    }

    /** What stands for an object of ours. */
    public record LocalReference(long number) implements java.lang.reflect.InvocationHandler {
        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return switch (method.getName()) {
                case "hashCode" -> (int) number;
                case "equals" -> proxy == arguments[0];
                default -> "local " + number;
            };
        }

        public static long of(Object proxy) {
            return ((LocalReference) Proxy.getInvocationHandler(proxy)).number;
        }
    }
}
