package dev.hearth.benchmarks.subject;

import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;

/** Calls another hosted object as often as it is told, each time with what came of the call before. */
public interface Calling extends Remote {

    /** {@link Called#add} so many times, beginning with 0. */
    long add(String called, int times) throws RemoteException, NotBoundException;

    /** {@link Called#echo} so many times. */
    String echo(String called, int times) throws RemoteException, NotBoundException;

    /** {@link Called#distance} so many times. */
    long distance(String called, int times) throws RemoteException, NotBoundException;
}
