package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Part;
import dev.hearth.benchmarks.subject.Parts;
import dev.hearth.benchmarks.subject.hosted.PartsObject;
import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The maker of parts as plain RMI wants it: what it hands out must be exported first, here on the server's one port.
 *
 * <p>It holds the last {@value #RECENT}: the JDK's server holds an exported object weakly until its client's lease comes, and
 * a collection in between would end it.
 */
final class ExportedParts implements Parts {
    private static final int RECENT = 1_024;

    private final AtomicReferenceArray<@Nullable Part> recent = new AtomicReferenceArray<>(RECENT);
    private final AtomicInteger made = new AtomicInteger();
    private final PartsObject maker = new PartsObject();
    private final int port;

    ExportedParts(int port) {
        this.port = port;
    }

    @Override
    public Part next() throws RemoteException {
        Part part = maker.next();
        recent.set(Math.floorMod(made.getAndIncrement(), RECENT), part);
        return (Part) UnicastRemoteObject.exportObject(part, port);
    }

    @Override
    public Part[] next(int count) throws RemoteException {
        Part[] parts = new Part[count];
        for (int i = 0; i < count; i++) {
            parts[i] = next();
        }
        return parts;
    }
}
