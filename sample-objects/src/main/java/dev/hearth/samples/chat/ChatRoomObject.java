package dev.hearth.samples.chat;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Threading;
import dev.hearth.samples.threading.Turnstile;
import dev.hearth.samples.threading.Visit;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls its clients back: each of {@code chat}, {@code chat/lobby}, {@code chat/kitchen}, … is a room.
 *
 * <p>A room has a thread of its own ({@code PER_OBJECT}), so the list needs no lock, and all hear the words in the same
 * order. The price: a listener that is slow to answer holds up its room, until the container's deadline for outgoing calls
 * ends the wait. Other rooms notice nothing.
 *
 * <p>The room is transient. It lives for as long as somebody holds a stub of it.
 */
@HostedObject(name = "chat", threading = Threading.PER_OBJECT)
public final class ChatRoomObject implements ChatRoom {

    static final int MAX_LISTENERS = 200;

    private final List<Listener> listeners = new ArrayList<>();
    private final Turnstile turnstile = new Turnstile();

    @Override
    public int join(Listener listener) {
        if (listeners.size() == MAX_LISTENERS) {
            throw new IllegalStateException("The room is full: " + MAX_LISTENERS + " listen already");
        }
        listeners.add(listener);
        return listeners.size();
    }

    @Override
    public int say(String speaker, String text) {
        listeners.removeIf(listener -> !hears(listener, speaker, text));
        return listeners.size();
    }

    private static boolean hears(Listener listener, String speaker, String text) {
        try {
            listener.heard(speaker, text);
            return true;
        } catch (RemoteException | RuntimeException failed) {
            return false; // gone or broken: the others should not suffer for it
        }
    }

    @Override
    public Visit visit(int company, long millis) throws InterruptedException {
        return turnstile.pass(company, millis);
    }
}
