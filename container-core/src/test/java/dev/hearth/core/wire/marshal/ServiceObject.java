package dev.hearth.core.wire.marshal;

import dev.hearth.core.wire.marshal.Samples.Own;
import dev.hearth.core.wire.marshal.Samples.Strange;
import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Map;

/** Gives back what it gets. */
final class ServiceObject implements Own.Service {

    @Override
    public Object any(Object value) {
        return value;
    }

    @Override
    public String text(String value) {
        return value;
    }

    @Override
    public byte[] bytes(byte[] value) {
        return value;
    }

    @Override
    public long mixed(int a, String b, long c, byte[] d, boolean e, String f, double g) {
        return java.util.Arrays.deepHashCode(new Object[] {a, b, c, d, e, f, g});
    }

    @Override
    public void nothing() {}

    @Override
    public Own.Box box(Own.Box value) {
        return value;
    }

    @Override
    public Own.Colour[] colours(Own.Colour[] value) {
        return value;
    }

    @Override
    public Map<String, List<Own.Point>> points(Map<String, List<Own.Point>> value) {
        return value;
    }

    @Override
    public Object task(Own.Task task) {
        return task.run();
    }

    @Override
    public String subscribe(Own.Listener listener) throws RemoteException {
        return listener.heard("news");
    }

    @Override
    public Own.Service self() {
        return this;
    }

    @Override
    public Remote made() {
        return (Own.Listener) what -> "made " + what;
    }

    @Override
    public String same(Own.Service other) {
        return other.toString();
    }

    @Override
    public Throwable failing(String how) throws RemoteException, Own.Refused {
        switch (how) {
            case "declared" ->
                throw new Own.Refused(
                        "no",
                        new Own.Point(1, 2),
                        new Strange.LibraryException("deep", new IllegalStateException("deeper")));
            case "runtime" -> throw new IllegalArgumentException("bad");
            case "library" -> {
                Strange.LibraryException failure = new Strange.LibraryException("pool", null);
                failure.addSuppressed(new Strange.LibraryException("closing", null));
                throw failure;
            }
            case "unserializable" -> {
                record Holder(String name, List<Object> parts) implements Serializable {}
                class Carrier extends RuntimeException {
                    final Holder holder = new Holder("x", List.of("ok", new Strange.NotSerializable()));
                }
                return new Carrier();
            }
            default -> throw new RemoteException(how);
        }
    }
}
