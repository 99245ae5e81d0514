package trouble;

import java.rmi.Remote;

/** What holds the others up. */
public interface Latches extends Remote {
    void awaitEntered() throws Exception;

    void awaitInterrupted() throws Exception;

    void open() throws Exception;
}
