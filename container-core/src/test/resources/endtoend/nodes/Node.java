package nodes;

import dev.hearth.api.ReadOnly;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

/** An object that tells which thread it is on, and goes to others. */
public interface Node extends Remote {
    /** The name of the thread that runs this call, with {@code virtual} before it if it is. */
    String thread() throws RemoteException;

    /** How many of these calls this thread has run, by a thread-local. */
    int countOnThread() throws RemoteException;

    /** This call's thread, and those of the calls on the objects of this way, each made from within the one before. */
    String walk(List<String> way) throws Exception;

    /** The same; it and what it calls are read-only, but for the last call. */
    @ReadOnly
    String walkThenTouch(List<String> way) throws Exception;

    /** Changes the object and, when so many calls are here, another one. */
    long meetThenTouch(String meeting, int parties, String other) throws Exception;

    /** Changes the object. */
    long touch() throws RemoteException;

    /** Read-only by the interface alone. */
    @ReadOnly
    long peek() throws RemoteException;

    /** Read-only by the class alone. */
    long glance() throws RemoteException;

    /** Returns when so many calls, read-only by the interface or by the class, are here. */
    @ReadOnly
    long peekTogether(String meeting, int parties) throws Exception;

    long glanceTogether(String meeting, int parties) throws Exception;

    /** Says that it is read-only, and changes the object. */
    @ReadOnly
    long cheat() throws RemoteException;

    /** Computes until somebody says stop; returns at once when somebody has. */
    void compute() throws RemoteException;

    void stopComputing() throws RemoteException;

    /** How many threads carry virtual ones; 0 where the JDK doesn't tell. */
    int carriers() throws Exception;

    /** Tells a listener of the client's, and returns what it answers. */
    String tell(Hearer hearer) throws RemoteException;
}
