package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Bench;
import dev.hearth.benchmarks.subject.hosted.BenchObject;
import java.lang.ref.Reference;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** The yardstick: the JDK's own registry and exported objects, on one port, until the process is ended. */
public final class RmiServer {
    private static final int KEYS = 32;

    private final int port;
    private final Registry registry;
    private final List<Remote> exported = new ArrayList<>();

    private RmiServer(int port) throws RemoteException {
        this.port = port;
        this.registry = LocateRegistry.createRegistry(port);
    }

    /** Serves {@code bench}, {@code parts} and the objects of {@link ByHand} on the port that is the first argument. */
    public static void main(String[] args) throws Exception {
        RmiServer server = new RmiServer(Integer.parseInt(args[0]));
        server.bindPolicies();
        server.bind("parts", new ExportedParts(server.port));
        server.bind("bench", new BenchObject()); // last: who finds it finds all
        try {
            new CountDownLatch(1).await();
        } finally {
            // RMI holds what it exports weakly, but for the registry.
            Reference.reachabilityFence(server.exported);
        }
    }

    private void bindPolicies() throws RemoteException {
        Map<String, Supplier<Bench>> kinds = Map.of(
                "single", ByHand.single(),
                "per-object", ByHand.perObject(),
                "per-request", ByHand.perRequest(),
                "pooled", ByHand.pooled(),
                "inline", ByHand.inline());
        for (Map.Entry<String, Supplier<Bench>> kind : kinds.entrySet()) {
            for (int key = 0; key < KEYS; key++) {
                bind(kind.getKey() + "/" + key, kind.getValue().get());
            }
        }
    }

    private void bind(String name, Remote object) throws RemoteException {
        exported.add(object);
        registry.rebind(name, UnicastRemoteObject.exportObject(object, port));
    }
}
