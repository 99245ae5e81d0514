package dev.hearth.core.cli.prove.objects;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.Map;

/** Holds money, and remembers the last booking of each client. */
public interface Purse extends Remote {

    /** What is in it. */
    Content content() throws RemoteException;

    /**
     * Puts money in, or takes it out.
     *
     * @param client who books
     * @param number the client's own number of this booking
     * @param cents negative to take out
     * @throws IllegalStateException if there is less in it; nothing is booked then
     */
    void book(String client, long number, long cents) throws RemoteException;

    /**
     * What is in a purse.
     *
     * @param last by client, the number of the last booking
     */
    record Content(long cents, Map<String, Long> last) implements Serializable {

        /** Empty, and nothing was booked. */
        public static final Content NOTHING = new Content(0, Map.of());
    }
}
