package talk;

import dev.hearth.api.HostedObject;
import java.util.logging.Logger;

/** Says something in each way that a program can. */
@HostedObject(name = "talk")
public final class TalkObject implements Talk {

    @Override
    public void aloud() {
        System.out.println("printed out");
        System.err.println("printed to err");
        Logger.getLogger("any").warning("logged by the JDK");
        Thread own = new Thread(() -> System.out.println("printed by an own thread"));
        own.start();
        try {
            own.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
