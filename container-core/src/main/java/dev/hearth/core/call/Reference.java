package dev.hearth.core.call;

import java.rmi.server.RemoteStub;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hosted object as a stub shows it: its number and its remote interfaces.
 *
 * @param port where the stub points; null for the object port
 * @param stub the generated class that a stub must be of; null for a proxy of the interfaces
 */
@SuppressWarnings("deprecation") // the class that generated stubs extend
public record Reference(
        long number,
        List<Class<?>> interfaces,
        @Nullable ExportPort port,
        @Nullable Class<? extends RemoteStub> stub) {

    /** An object that is reached at the object port. */
    public Reference(long number, List<Class<?>> interfaces) {
        this(number, interfaces, null, null);
    }
}
