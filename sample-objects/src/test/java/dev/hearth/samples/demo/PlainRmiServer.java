package dev.hearth.samples.demo;

import dev.hearth.samples.FakeContext;
import dev.hearth.samples.accounts.Account;
import dev.hearth.samples.accounts.AccountObject;
import dev.hearth.samples.accounts.TransfersFactory;
import dev.hearth.samples.carts.Cart;
import dev.hearth.samples.carts.Carts;
import dev.hearth.samples.carts.CartsObject;
import dev.hearth.samples.chat.ChatRoomObject;
import dev.hearth.samples.counter.CounterObject;
import dev.hearth.samples.greeter.GreeterObject;
import dev.hearth.samples.worker.WorkerObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The samples as plain RMI objects, without a container: no threading policies, no transactions, no lasting stubs. The demo
 * client must find exactly these wanting.
 */
final class PlainRmiServer implements AutoCloseable {

    private final List<Remote> exported = new ArrayList<>();
    private final Registry registry;
    private final Account storm = new AccountObject();
    private final int port;

    PlainRmiServer() throws IOException {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        registry = LocateRegistry.createRegistry(port);
        AccountObject alice = new AccountObject();
        AccountObject bob = new AccountObject();
        bind("greeter", new GreeterObject());
        bind("counter", new CounterObject());
        bind("counter/red", new CounterObject());
        bind("counter/blue", new CounterObject());
        bind("chat/lobby", new ChatRoomObject());
        bind("chat/kitchen", new ChatRoomObject());
        bind("worker", new WorkerObject());
        bind("carts", exportingCarts());
        bind("accounts/alice", alice);
        bind("accounts/bob", bob);
        bind("accounts/storm", storm);
        bind(
                "transfers",
                TransfersFactory.transfers(
                        new FakeContext().with("accounts/alice", alice).with("accounts/bob", bob)));
    }

    private Carts exportingCarts() {
        Carts carts = new CartsObject();
        return () -> {
            Cart cart = carts.take();
            export(cart);
            return cart;
        };
    }

    private void bind(String name, Remote object) throws RemoteException {
        registry.rebind(name, export(object));
    }

    private synchronized Remote export(Remote object) throws RemoteException {
        exported.add(object);
        return UnicastRemoteObject.exportObject(object, 0);
    }

    Server server() {
        return new Server("127.0.0.1", port);
    }

    /** As near to killing the server as one JVM allows. */
    void cutOffStorm() {
        try {
            UnicastRemoteObject.unexportObject(storm, true);
        } catch (NoSuchObjectException alreadyGone) {
            throw new IllegalStateException(alreadyGone);
        }
    }

    @Override
    public synchronized void close() throws NoSuchObjectException {
        for (Remote object : exported) {
            if (object != storm) {
                UnicastRemoteObject.unexportObject(object, true);
            }
        }
        UnicastRemoteObject.unexportObject(registry, true);
    }
}
