package rmic;

import dev.hearth.api.HostedObject;
import java.io.IOException;
import java.rmi.NotBoundException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;

@HostedObject(name = "passage")
public final class PassageObject implements Passage {

    @Override
    public String through(String who) throws IOException {
        return knock(LocateRegistry.getRegistry(), who);
    }

    @Override
    public String elsewhere(int port, String who) throws IOException {
        return knock(LocateRegistry.getRegistry("localhost", port), who);
    }

    private static String knock(Registry registry, String who) throws IOException {
        try {
            return ((Door) registry.lookup("door")).stub().knock(who);
        } catch (NotBoundException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
