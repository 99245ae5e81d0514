package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Part;
import dev.hearth.benchmarks.subject.Parts;
import dev.hearth.benchmarks.subject.hosted.PartsObject;
import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;

/** The maker of parts as plain RMI wants it: what it hands out must be exported first, here on the server's one port. */
final class ExportedParts implements Parts {
    private final PartsObject maker = new PartsObject();
    private final int port;

    ExportedParts(int port) {
        this.port = port;
    }

    @Override
    public Part next() throws RemoteException {
        return (Part) UnicastRemoteObject.exportObject(maker.next(), port);
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
