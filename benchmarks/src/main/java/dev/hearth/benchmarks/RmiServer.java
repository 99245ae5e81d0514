package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.hosted.BenchObject;
import java.lang.ref.Reference;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.concurrent.CountDownLatch;

/** The yardstick: the JDK's own registry and exported objects, on one port, until the process is ended. */
public final class RmiServer {

    private RmiServer() {}

    /** Serves {@code bench} and {@code parts} on the port that is the first argument. */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        Registry registry = LocateRegistry.createRegistry(port);
        BenchObject object = new BenchObject();
        ExportedParts parts = new ExportedParts(port);
        registry.rebind("bench", UnicastRemoteObject.exportObject(object, port));
        registry.rebind("parts", UnicastRemoteObject.exportObject(parts, port));
        try {
            new CountDownLatch(1).await();
        } finally {
            // RMI holds what it exports weakly, but for the registry.
            Reference.reachabilityFence(object);
            Reference.reachabilityFence(parts);
        }
    }
}
