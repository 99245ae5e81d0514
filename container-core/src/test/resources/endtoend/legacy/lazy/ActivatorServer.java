package legacy.lazy;

import java.io.IOException;
import java.rmi.MarshalledObject;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.HashMap;
import java.util.Map;

public class ActivatorServer extends UnicastRemoteObject implements Activator {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, MarshalledObject<Integer>> kept =
            new HashMap<String, MarshalledObject<Integer>>();
    private final transient Map<String, CounterImpl> active = new HashMap<String, CounterImpl>();

    ActivatorServer() throws RemoteException {}

    public synchronized Counter activate(String id) throws RemoteException {
        CounterImpl counter = active.get(id);
        if (counter == null) {
            counter = new CounterImpl(restored(id));
            active.put(id, counter);
        }
        return counter;
    }

    private int restored(String id) throws RemoteException {
        MarshalledObject<Integer> data = kept.get(id);
        try {
            return data == null ? 0 : data.get();
        } catch (IOException unreadable) {
            throw new RemoteException(id, unreadable);
        } catch (ClassNotFoundException impossible) {
            throw new RemoteException(id, impossible);
        }
    }

    public synchronized boolean deactivate(String id) throws RemoteException {
        CounterImpl counter = active.remove(id);
        if (counter == null) {
            return false;
        }
        try {
            kept.put(id, new MarshalledObject<Integer>(counter.value));
        } catch (IOException impossible) {
            throw new RemoteException(id, impossible);
        }
        return UnicastRemoteObject.unexportObject(counter, false);
    }

    public synchronized int active() {
        return active.size();
    }

    private static final class CounterImpl extends UnicastRemoteObject implements Counter {

        private static final long serialVersionUID = 1L;

        private int value;

        CounterImpl(int value) throws RemoteException {
            this.value = value;
        }

        public synchronized int next() {
            return ++value;
        }
    }

    public static void main(String[] args) throws Exception {
        LocateRegistry.createRegistry(Integer.parseInt(args[0])).rebind("activator", new ActivatorServer());
        System.out.println("ready");
    }
}
