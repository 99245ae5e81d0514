package dev.hearth.core.call;

import java.net.InetAddress;
import java.rmi.Remote;
import java.rmi.server.ExportException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What those who carry objects in and out ask about them. Thread-safe; nothing here blocks.
 */
public interface ObjectReferences {

    /**
     * The hosted object that this instance is (a servant) or stands for (a reference between hosted objects).
     *
     * @return null if it is neither
     */
    @Nullable
    Reference referenceTo(Object candidate);

    /**
     * Hosts an object that a hosted method gives away: anonymous, transient, named after the object whose call runs on
     * this thread.
     *
     * @throws ExportException if there is no such call, or too many anonymous objects exist
     */
    Reference export(Remote object) throws ExportException;

    /**
     * What hosted code sees instead of a stub of ours: a reference whose calls run inside the container.
     *
     * @param interfaces all loaded by {@code loader} or visible to it
     */
    Object referenceFor(long number, List<Class<?>> interfaces, ClassLoader loader);

    /**
     * A stub of this object goes out to this address; it holds a transient object until its receiver is heard of, for a
     * bounded time.
     */
    Departure stubLeft(long number, InetAddress to);

    /** A client at this address has a lease on the object now and had none. */
    void leased(long number, InetAddress by);

    /** The object's last lease is gone. */
    void released(long number);
}
