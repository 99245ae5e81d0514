package mess;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Threading;
import java.io.ObjectStreamClass;

/** Stays while others come and go; each has a thread, which begins in a call of one that goes. */
@HostedObject(name = "echo", threading = Threading.PER_OBJECT)
public final class EchoObject implements Echo {

    /** Looks for a class's description, by which the JDK lets go of those that have been collected. */
    @Override
    public String echo(String word) {
        ObjectStreamClass.lookup(String.class);
        return word;
    }
}
