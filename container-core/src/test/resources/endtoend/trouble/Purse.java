package trouble;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** A persistent object that can be held up. */
public interface Purse extends Remote {
    int value() throws RemoteException;

    int add(int more) throws RemoteException;

    Object addAndReturnRubbish(int more) throws RemoteException;

    /** Adds, says so to the {@link Latches}, and stays until they are open or it is interrupted. */
    int addAndWait(int more) throws Exception;

    /** As {@link #addAndWait}, with a deadline. */
    int addAndWaitAtMost(int more) throws Exception;

    /** Adds, with a deadline. */
    int addSoon(int more) throws RemoteException;

    /** Adds, waits for as many others as do the same, and adds to another purse. */
    int addAndCross(int more, String other) throws Exception;
}
