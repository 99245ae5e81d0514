package legacy.secret;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.rmi.server.UnicastRemoteObject;

public class SecretServer extends UnicastRemoteObject implements Secret {

    private static final long serialVersionUID = 1L;

    SecretServer(int port, Scrambling sockets) throws RemoteException {
        super(port, sockets, sockets);
    }

    public String tell(String name) {
        try {
            return name + " calls from " + RemoteServer.getClientHost();
        } catch (ServerNotActiveException impossible) {
            return impossible.toString();
        }
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("java.rmi.server.hostname", "localhost");
        LocateRegistry.createRegistry(Integer.parseInt(args[0]))
                .rebind("secret", new SecretServer(Integer.parseInt(args[1]), new Scrambling((byte) 0x5A)));
        System.out.println("ready");
    }
}
