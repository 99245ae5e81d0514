package status;

import dev.hearth.api.Status;
import java.rmi.registry.LocateRegistry;
import java.util.Map;

/** Asks a container how it is. */
public final class StatusClient {
    private StatusClient() {}

    public static String ask(String name) throws Exception {
        Status status = (Status)
                LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("status");
        Map<String, Object> facts = status.status();
        return facts.get(name).getClass().getSimpleName() + " " + facts.get(name);
    }
}
