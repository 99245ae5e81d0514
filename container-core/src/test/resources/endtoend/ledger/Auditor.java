package ledger;

import java.rmi.Remote;

/** Calls several ledgers in one call, and tells those that wait. */
public interface Auditor extends Remote {
    void addThenTangle(String good, String tangled, long more) throws Exception;

    void addThenThrow(String key, long more) throws Exception;

    boolean exists(String key) throws Exception;

    void awaitEntered() throws Exception;

    void letGo() throws Exception;

    /** Returns when the ledger's own thread has added. */
    void letAddOutside() throws Exception;
}
