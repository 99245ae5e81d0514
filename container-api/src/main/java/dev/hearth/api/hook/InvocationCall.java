package dev.hearth.api.hook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call whose arguments have been read. */
public interface InvocationCall extends IdentifiedCall {

    /** The arguments, primitives boxed. The list can't be changed; the arguments in it are the object's own. */
    List<@Nullable Object> arguments();
}
