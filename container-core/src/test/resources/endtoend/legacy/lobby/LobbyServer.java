package legacy.lobby;

import java.lang.ref.WeakReference;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.rmi.server.Unreferenced;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gives each client a session, and counts on being told when it is gone. */
public class LobbyServer extends UnicastRemoteObject implements Lobby {

    private static LobbyServer lobby;

    private final List<String> told = new ArrayList<>();
    private final Map<String, Session> kept = new TreeMap<>();
    private final Map<String, WeakReference<Session>> all = new TreeMap<>();

    LobbyServer() throws RemoteException {}

    public static void main(String[] args) throws Exception {
        lobby = new LobbyServer();
        Registry registry = LocateRegistry.createRegistry(Integer.parseInt(args[0]));
        registry.rebind("lobby", lobby);
        System.out.println("ready");
    }

    private class Extending extends UnicastRemoteObject implements Session, Unreferenced {
        private final String name;

        Extending(String name) throws RemoteException {
            this.name = name;
        }

        public String name() {
            return name;
        }

        public void unreferenced() {
            gone(name);
        }
    }

    private class Plain implements Session, Unreferenced {
        private final String name;

        Plain(String name) {
            this.name = name;
        }

        public String name() {
            return name;
        }

        public void unreferenced() {
            gone(name);
            try {
                if (name.startsWith("leaving")) {
                    unexportObject(this, false);
                }
            } catch (RemoteException unexpected) {
                gone(unexpected.toString());
            }
        }
    }

    private synchronized void gone(String name) {
        told.add(name);
    }

    private synchronized Session known(String name, Session session, boolean keep) {
        all.put(name, new WeakReference<>(session));
        if (keep) {
            kept.put(name, session);
        }
        return session;
    }

    public Session extending(String name, boolean keep) throws RemoteException {
        return known(name, new Extending(name), keep);
    }

    public Session exported(String name, boolean keep) throws RemoteException {
        Session session = known(name, new Plain(name), keep);
        return (Session) UnicastRemoteObject.exportObject(session, 0);
    }

    public synchronized Session kept(String name) {
        return kept.get(name);
    }

    public synchronized List<String> told() {
        return new ArrayList<>(told);
    }

    public synchronized List<String> living() {
        System.gc();
        List<String> living = new ArrayList<>(all.keySet());
        living.removeIf(name -> all.get(name).get() == null);
        return living;
    }
}
