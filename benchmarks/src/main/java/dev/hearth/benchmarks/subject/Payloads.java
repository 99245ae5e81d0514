package dev.hearth.benchmarks.subject;

import java.rmi.RemoteException;
import java.util.List;
import java.util.Map;

/** The measured object's methods for what else programs send: each returns what it was given, but for one that refuses. */
public interface Payloads extends Bench {

    /** The same text. */
    String text(String text) throws RemoteException;

    /** The same numbers. */
    long[] numbers(long[] numbers) throws RemoteException;

    /** The same names. */
    List<String> names(List<String> names) throws RemoteException;

    /** The same table. */
    Map<String, Integer> table(Map<String, Integer> table) throws RemoteException;

    /** The same bookings. */
    List<Booking> bookings(List<Booking> bookings) throws RemoteException;

    /** Always fails. */
    void refuse(String why) throws RemoteException, RefusedException;
}
