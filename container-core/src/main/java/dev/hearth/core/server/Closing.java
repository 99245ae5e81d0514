package dev.hearth.core.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, in reverse; one that fails does not keep the others open. Thread-safe. */
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    @GuardedBy("this")
    private final Deque<Room> open = new ArrayDeque<>();

    private record Room(String name, AutoCloseable room) {}

    synchronized <T extends AutoCloseable> T add(String name, T room) {
        open.push(new Room(name, room));
        return room;
    }

    synchronized void closeAll() {
        while (!open.isEmpty()) {
            Room room = open.pop();
            try {
                room.room().close();
            } catch (Exception failed) {
                LOG.error("closing the {} failed", room.name(), failed);
            }
        }
    }
}
