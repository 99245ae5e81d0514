package rmic;

import java.rmi.registry.LocateRegistry;
import java.rmi.server.RemoteStub;
import java.rmi.server.UnicastRemoteObject;

public final class DoorServer {
    private static final DoorImpl DOOR = new DoorImpl();

    private DoorServer() {}

    /** Argument: the registry's port. */
    public static void main(String[] arguments) throws Exception {
        RemoteStub exported = UnicastRemoteObject.exportObject(DOOR);
        DOOR.stub = (Door) exported;
        System.out.println(DOOR.stub.knock("server") + ", " + DOOR.stub.equals(DOOR.stub.stub()));
        try {
            DOOR.stub.knock("");
        } catch (IllegalArgumentException nobody) {
            System.out.println(nobody.getMessage());
        }
        LocateRegistry.getRegistry(Integer.parseInt(arguments[0])).rebind("door", exported);
        System.out.println("ready");
    }
}
