package dev.hearth.api.hook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a {@code fixup} hook sees. */
public interface FixupCall extends InvocationCall {

    /**
     * Replaces an argument.
     *
     * @throws IllegalArgumentException if the value does not fit the parameter
     * @throws IndexOutOfBoundsException if there is no such parameter
     */
    void argument(int index, @Nullable Object value);

    /** Ends the call if it has no outcome that long after its arrival. The shortest of several holds. */
    void deadline(Duration afterArrival);
}
