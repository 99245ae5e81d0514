package rmic;

import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RemoteStub;
import java.rmi.server.UnicastRemoteObject;

public final class DoorServer {
    private static final DoorImpl DOOR = new DoorImpl();

    private DoorServer() {}

    /** Arguments: the registry's port, and {@code create} if there is none yet. */
    public static void main(String[] arguments) throws Exception {
        RemoteStub exported = UnicastRemoteObject.exportObject(DOOR);
        DOOR.stub = (Door) exported;
        System.out.println(DOOR.stub.knock("server") + ", " + DOOR.stub.equals(DOOR.stub.stub()));
        try {
            DOOR.stub.knock("");
        } catch (IllegalArgumentException nobody) {
            System.out.println(nobody.getMessage());
        }
        int port = Integer.parseInt(arguments[0]);
        Registry registry =
                arguments.length > 1 ? LocateRegistry.createRegistry(port) : LocateRegistry.getRegistry(port);
        registry.rebind("door", exported);
        System.out.println("ready");
    }
}
