package dev.hearth.samples.demo;

import dev.hearth.samples.chat.Listener;
import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** A listener in this JVM that the server calls back. Thread-safe. */
final class Guest implements Listener {

    private static final long PATIENCE_SECONDS = 5;

    private final CyclicBarrier meeting;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private Guest(CyclicBarrier meeting) {
        this.meeting = meeting;
    }

    /** A guest who answers at once. */
    static Guest arrive() throws RemoteException {
        return arrive(new CyclicBarrier(1));
    }

    /** A guest who answers only when those of the same meeting have been called too. */
    static Guest arrive(CyclicBarrier meeting) throws RemoteException {
        Guest guest = new Guest(meeting);
        UnicastRemoteObject.exportObject(guest, 0);
        return guest;
    }

    /** Can't be reached any more, without a word to the server. */
    void vanish() throws NoSuchObjectException {
        UnicastRemoteObject.unexportObject(this, true);
    }

    @Override
    public void heard(String speaker, String text) throws RemoteException {
        try {
            meeting.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new RemoteException("Nobody else was called meanwhile", alone);
        }
        heard.add(speaker + ": " + text);
    }

    List<String> heard() {
        return heard;
    }
}
