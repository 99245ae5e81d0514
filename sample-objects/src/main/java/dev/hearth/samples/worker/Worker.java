package dev.hearth.samples.worker;

import dev.hearth.samples.threading.Visited;
import java.rmi.RemoteException;

/** Does slow work. */
public interface Worker extends Visited {

    /**
     * Works for a while.
     *
     * @param millis for how long
     * @return what was done and on which thread
     * @throws InterruptedException if the work was called off
     */
    String work(long millis) throws RemoteException, InterruptedException;
}
