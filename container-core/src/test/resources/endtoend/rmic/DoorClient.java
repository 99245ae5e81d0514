package rmic;

import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;

public final class DoorClient {

    private DoorClient() {}

    /** Argument: the registry's port. */
    public static void main(String[] arguments) throws Exception {
        Door door = (Door) LocateRegistry.getRegistry("localhost", Integer.parseInt(arguments[0])).lookup("door");
        System.out.println(door.knock("client") + ", " + door.stub().knock("again") + ", " + door.equals(door.stub()));
        GuestImpl guest = new GuestImpl();
        System.out.println(door.enter((Guest) UnicastRemoteObject.exportObject(guest)));
        System.exit(0);
    }
}
