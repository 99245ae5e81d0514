package bank;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** Does things with several accounts in one call. */
public interface Clerk extends Remote {
    /** Puts in first, takes out then. */
    void transfer(String from, String to, long cents) throws Exception;

    /** Deposits, fails in another account, catches that. */
    String depositDespite(String good, String bad, long cents) throws Exception;

    /** Deposits, removes an account, throws. */
    void closeAndThrow(String account) throws Exception;

    boolean exists(String account) throws RemoteException;
}
