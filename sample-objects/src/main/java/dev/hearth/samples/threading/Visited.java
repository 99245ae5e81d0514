package dev.hearth.samples.threading;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** An object that lets its callers see which thread they get and whether they overlap. */
public interface Visited extends Remote {

    /**
     * Stays inside the object until so many callers are inside together, but not longer than told.
     *
     * <p>Where calls overlap, callers that come together meet and return at once; where they don't, each waits in vain.
     *
     * @param company how many to wait for, this caller included
     * @param millis how long to wait at most; 10 seconds at most
     * @throws InterruptedException if the container ended the call
     */
    Visit visit(int company, long millis) throws RemoteException, InterruptedException;
}
