package legacy.stubs;

import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.MarshalledObject;
import java.rmi.Naming;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteRef;
import java.util.Map;
import java.util.TreeMap;

/** Passes its stub on in every way but as a result. */
public class DeskImpl implements Desk {

    private final int port;

    DeskImpl(int port) {
        this.port = port;
    }

    public String name() {
        return "desk";
    }

    public int post() throws Exception {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
        Thread sender = new Thread(() -> {
            try (server;
                    Socket socket = server.accept();
                    ObjectOutputStream out = new ObjectOutputStream(socket.getOutputStream())) {
                out.writeObject(toStub());
            } catch (Exception failed) {
                failed.printStackTrace();
            }
        });
        sender.setDaemon(true);
        sender.start();
        return server.getLocalPort();
    }

    private Desk toStub() throws Exception {
        return (Desk) RemoteObject.toStub(this);
    }

    public MarshalledObject<Desk> sealed() throws Exception {
        return new MarshalledObject<>(toStub());
    }

    /** A model that holds a stub. */
    private static final class Model implements Serializable {
        private final Map<String, Remote> parts = new TreeMap<>();
    }

    public String filed() throws Exception {
        Model model = new Model();
        model.parts.put("desk", toStub());
        model.parts.put("found", Naming.lookup("rmi://localhost:" + port + "/desk"));
        model.parts.put("registry", LocateRegistry.getRegistry(port));
        Path file = Files.createTempFile("desk", ".ser");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
            out.writeObject(model);
        }
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            Model read = (Model) in.readObject();
            Desk found = (Desk) ((java.rmi.registry.Registry) read.parts.get("registry")).lookup("desk");
            return ((Desk) read.parts.get("desk")).name() + " " + ((Desk) read.parts.get("found")).name() + " "
                    + found.name();
        } finally {
            Files.delete(file);
        }
    }

    public String inside() throws Exception {
        RemoteRef ref = ((RemoteObject) Proxy.getInvocationHandler(toStub())).getRef();
        Desk found = (Desk) Naming.lookup("rmi://localhost:" + port + "/desk");
        return ref.remoteEquals(((RemoteObject) Proxy.getInvocationHandler(found)).getRef())
                + " " + (ref.remoteHashCode() == found.hashCode());
    }
}
