package dev.hearth.core.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hosted object as a stub shows it: its number and its remote interfaces.
 *
 * @param port where the stub points; null for the object port
 */
public record Reference(
        long number, List<Class<?>> interfaces, @Nullable ExportPort port) {

    /** An object that is reached at the object port. */
    public Reference(long number, List<Class<?>> interfaces) {
        this(number, interfaces, null);
    }
}
