package legacy.cache;

import java.io.Serializable;
import java.net.MalformedURLException;
import java.rmi.Naming;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.SortedMap;
import java.util.TreeMap;

/** One of two caches that tell each other what they are given; who the other is, is a URL. */
public class PeerServer extends UnicastRemoteObject implements Peer {

    private static final long serialVersionUID = 1L;

    private final String other;
    private final TreeMap<String, Serializable> values = new TreeMap<String, Serializable>();

    PeerServer(String other) throws RemoteException {
        this.other = other;
    }

    public void put(String key, Serializable value) throws RemoteException {
        replicate(key, value);
        try {
            ((Peer) Naming.lookup(other)).replicate(key, value);
        } catch (NotBoundException absent) {
            throw new RemoteException("the other peer is not there", absent);
        } catch (MalformedURLException wrong) {
            throw new RemoteException(other, wrong);
        }
    }

    public Serializable get(String key) {
        synchronized (values) {
            return values.get(key);
        }
    }

    public void replicate(String key, Serializable value) {
        synchronized (values) {
            values.put(key, value);
        }
    }

    public SortedMap<String, Serializable> all() {
        synchronized (values) {
            return new TreeMap<String, Serializable>(values);
        }
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        LocateRegistry.createRegistry(port);
        Naming.rebind("rmi://localhost:" + port + "/cache", new PeerServer("rmi://localhost:" + args[1] + "/cache"));
        System.out.println("ready");
    }
}
