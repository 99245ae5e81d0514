package dev.hearth.core.testing;

import dev.hearth.api.ReadOnly;
import java.rmi.Remote;
import org.jspecify.annotations.Nullable;

/** An object that does what the caller says. */
public interface Scripted extends Remote {

    /** What happens in the object. */
    @FunctionalInterface
    interface Script {
        @Nullable
        Object run(ScriptedObject self) throws Exception;
    }

    /** May change the object. */
    @Nullable
    Object change(Script script) throws Exception;

    /** Does not change the object. */
    @ReadOnly
    @Nullable
    Object read(Script script) throws Exception;
}
