package legacy.chat;

import java.rmi.Naming;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class ChatServer extends UnicastRemoteObject implements Room {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Guest> guests = new TreeMap<String, Guest>();

    protected ChatServer() throws RemoteException {
        super();
    }

    public synchronized void join(String nick, Guest guest) throws RemoteException, NickTaken {
        if (guests.containsKey(nick)) {
            throw new NickTaken(nick);
        }
        guests.put(nick, guest);
        tell(nick, "has come");
    }

    public synchronized void leave(String nick) throws RemoteException {
        guests.remove(nick);
        tell(nick, "has left");
    }

    public synchronized void say(String nick, String text) throws RemoteException {
        tell(nick, text);
    }

    public synchronized List<String> guests() {
        return new ArrayList<String>(guests.keySet());
    }

    /** Who can't be reached is gone. */
    private void tell(String nick, String text) {
        List<String> gone = new ArrayList<String>();
        for (Map.Entry<String, Guest> guest : guests.entrySet()) {
            try {
                guest.getValue().heard(nick, text);
            } catch (RemoteException unreachable) {
                gone.add(guest.getKey());
            }
        }
        guests.keySet().removeAll(gone);
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        LocateRegistry.createRegistry(port);
        Naming.rebind("rmi://localhost:" + port + "/rooms/lobby", new ChatServer());
        System.out.println("ready");
    }
}
