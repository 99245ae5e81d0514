package dev.hearth.benchmarks.subject;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** What another hosted object calls: methods that do next to nothing, one for each way in which an argument travels. */
public interface Called extends Remote {

    /** The number plus one: boxed on the way, and shared. */
    long add(long number) throws RemoteException;

    /** The same text: immutable, and shared. */
    String echo(String text) throws RemoteException;

    /** How far the point is from the origin, along the axes: the point can be changed, and is copied. */
    long distance(Point point) throws RemoteException;
}
