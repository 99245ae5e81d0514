package mess;

import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;

/** Binds its object, and returns or waits as its argument says. */
public final class MessServer extends UnicastRemoteObject implements Mess {

    private static final long serialVersionUID = 1;

    private MessServer() throws Exception {
        super();
    }

    public static void main(String[] arguments) throws Exception {
        LocateRegistry.getRegistry().rebind("server", new MessServer());
        Everything.leave("server");
        if (arguments[0].equals("waits")) {
            Thread.sleep(1_000_000);
        }
    }

    @Override
    public String make() {
        try {
            Everything.leave("server");
            return Version.text();
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected.toString(), unexpected);
        }
    }
}
