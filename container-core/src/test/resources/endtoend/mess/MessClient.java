package mess;

import java.rmi.registry.LocateRegistry;

public final class MessClient {

    private MessClient() {}

    /** Lets go of the stubs that it had before: whose object they are of would live on. */
    public static String make(String name) throws Exception {
        System.gc();
        return ((Mess) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup(name)).make();
    }

    /** The same, and nothing where the object is just going. */
    public static String made(String name) {
        try {
            return make(name);
        } catch (Exception gone) {
            return "";
        }
    }

    public static String echo(String word) throws Exception {
        return ((Echo) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("echo")).echo(word);
    }
}
