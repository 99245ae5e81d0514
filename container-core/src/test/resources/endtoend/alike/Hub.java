package alike;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;

/** Hands objects out, takes them back and calls its callers. */
public interface Hub extends Remote {

    /** An object that the hub makes. */
    interface Thing extends Remote {
        String name() throws RemoteException;

        Hub maker() throws RemoteException;
    }

    /** A client's. */
    interface Listener extends Remote {
        String heard(String what, Object about) throws RemoteException;
    }

    /** A client's, for calls that go to and fro. */
    interface Player extends Remote {
        int ping(Hub hub, Player self, int left) throws RemoteException;
    }

    /** Remote by its type, a value by its use. */
    interface Tag extends Remote {
        String text() throws RemoteException;
    }

    /** Nobody exports it. */
    record TextTag(String text) implements Tag, Serializable {}

    /** Holds an object in a field. */
    final class Carrier implements Serializable {
        public Object carried;
        public Thing[] things = {};

        public Carrier(Object carried, Thing... things) {
            this.carried = carried;
            this.things = things;
        }
    }

    Thing make(String name) throws RemoteException;

    Object made(String form) throws RemoteException;

    Hub self() throws RemoteException;

    /** The names of all things in the value, at any depth. */
    String learn(Object value) throws RemoteException;

    Object back(Object value) throws RemoteException;

    String about(Thing one, Thing other) throws RemoteException;

    void keep(Object value) throws RemoteException;

    Object kept() throws RemoteException;

    void join(Listener listener) throws RemoteException;

    boolean leave(Listener listener) throws RemoteException;

    String tell(String what, String form) throws RemoteException;

    int pong(Player player, int left) throws RemoteException;
}
