package dev.hearth.api;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.SortedMap;

/**
 * The container as an object, where the module {@code status} hosts it.
 *
 * <p>A client without Hearth's API declares an interface of this name with the same method.
 */
public interface Status extends Remote {

    /**
     * What there is to know, by name: {@code version}, {@code started} (as {@link java.time.Instant#toString}), {@code uptime}
     * (seconds), {@code connections}, {@code calls.total}, {@code calls.failed}, {@code calls.in-progress}, {@code
     * calls.waiting}, {@code chains}, {@code objects.active}, {@code objects.stored}, {@code types}, {@code heap.used} and {@code heap.max} (bytes),
     * {@code threads}, {@code processors}. Numbers are {@link Long}, the rest texts; there may be more names.
     */
    SortedMap<String, Object> status() throws RemoteException;
}
