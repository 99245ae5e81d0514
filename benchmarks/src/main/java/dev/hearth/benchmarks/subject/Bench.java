package dev.hearth.benchmarks.subject;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** The measured object: three methods that do next to nothing, so that what is measured is the way to them and back. */
public interface Bench extends Remote {

    /** The number plus one: a call that carries one primitive each way. */
    long add(long number) throws RemoteException;

    /** The same bytes: a call that carries a block each way. */
    byte[] echo(byte[] bytes) throws RemoteException;

    /** The same order with its total: a call that carries a small object graph each way. */
    Order price(Order order) throws RemoteException;
}
