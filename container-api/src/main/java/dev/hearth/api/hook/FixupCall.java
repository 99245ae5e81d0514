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

    /**
     * Has the calls that the object makes in this one made by another principal, and those below them. The object itself still sees
     * who called it. Of several the last holds.
     *
     * @throws IllegalArgumentException if the name is blank, or has a control character or the end of a line in it
     */
    void runAs(String principal);

    /**
     * Ends the call if it has no outcome that long after its arrival; zero or less ends it at once. The shortest of several,
     * and of what is declared ({@link dev.hearth.api.Deadline}), holds. For the call that begins a chain: a call between
     * hosted objects is under that one's deadline, and this does nothing.
     */
    void deadline(Duration afterArrival);
}
