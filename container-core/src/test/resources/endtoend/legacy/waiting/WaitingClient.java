package legacy.waiting;

import java.rmi.registry.LocateRegistry;

public class WaitingClient {

    public static void main(String[] args) throws Exception {
        Door door = (Door) LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0])).lookup("door");
        System.out.println(door.knock() + " " + door.knock());
    }
}
