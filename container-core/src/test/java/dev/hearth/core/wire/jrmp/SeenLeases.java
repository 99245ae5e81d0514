package dev.hearth.core.wire.jrmp;

import dev.hearth.core.call.Departure;
import dev.hearth.core.call.ObjectReferences;
import dev.hearth.core.call.Reference;
import java.net.InetAddress;
import java.rmi.Remote;
import java.rmi.server.ExportException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down when leases begin and end. */
final class SeenLeases implements ObjectReferences {

    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void leased(long number, InetAddress by) {
        events.add("leased " + number);
    }

    @Override
    public void released(long number) {
        events.add("released " + number);
    }

    @Override
    public @Nullable Reference referenceTo(Object candidate) {
        return null;
    }

    @Override
    public Reference export(Remote object) throws ExportException {
        throw new ExportException("not in this test");
    }

    @Override
    public Object referenceFor(long number, List<Class<?>> interfaces, ClassLoader loader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Departure stubLeft(long number, InetAddress to) {
        return Departure.UNHELD;
    }
}
