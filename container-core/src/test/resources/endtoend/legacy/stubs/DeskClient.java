package legacy.stubs;

import java.io.ObjectInputStream;
import java.net.Socket;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.Arrays;

public class DeskClient {

    public static void main(String[] args) throws Exception {
        Registry registry = LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0]));
        Desk desk = (Desk) registry.lookup("desk");
        System.out.println(desk.name());
        try (Socket socket = new Socket("localhost", desk.post());
                ObjectInputStream in = new ObjectInputStream(socket.getInputStream())) {
            Desk sent = (Desk) in.readObject();
            System.out.println("sent: " + sent.name());
        }
        System.out.println("sealed: " + desk.sealed().get().name());
        System.out.println("filed: " + desk.filed());
        System.out.println("inside: " + desk.inside());
        Desk smart = (Desk) registry.lookup("smart");
        System.out.println(smart.getClass().getName() + " " + smart.name() + " " + smart.filed());
        System.out.println(((Desk) registry.lookup("proxied")).name());
        Object[] names = Arrays.stream(registry.list()).filter(name -> !name.equals("registry")).sorted().toArray();
        System.out.println(Arrays.toString(names));
    }
}
