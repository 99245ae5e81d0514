package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.Departure;
import java.util.ArrayList;
import java.util.List;

/**
 * The stubs in what was last sent on a connection. The peer's next message on it says that they have arrived: a client that
 * reads a stub first claims its object, on another connection, and only then goes on with this one.
 *
 * <p>Thread-safe. As large as a message has stubs of transient objects.
 */
public final class Departures {

    private volatile boolean any;
    private List<Departure> open = new ArrayList<>(0);

    void left(Departure departure) {
        if (departure != Departure.UNHELD) {
            synchronized (this) {
                open.add(departure);
                any = true;
            }
        }
    }

    /** A message has come. */
    public void peerWentOn() {
        if (any) {
            arrived().forEach(Departure::arrived);
        }
    }

    private synchronized List<Departure> arrived() {
        List<Departure> arrived = open;
        open = new ArrayList<>(0);
        any = false;
        return arrived;
    }
}
