package dev.hearth.samples.chat;

import dev.hearth.samples.threading.Visited;
import java.rmi.RemoteException;

/** A room in which what one guest says is heard by all. */
public interface ChatRoom extends Visited {

    /**
     * Enters the room. There is no way out but not to answer any more.
     *
     * @return how many listen now
     * @throws IllegalStateException if the room is full
     */
    int join(Listener listener) throws RemoteException;

    /**
     * Says something to all who listen. Who can't be reached is dropped.
     *
     * @return how many heard it
     */
    int say(String speaker, String text) throws RemoteException;
}
