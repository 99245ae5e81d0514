package legacy.self;

import java.rmi.Naming;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;

/** Exports and binds itself while it is made. */
public class ClockServer implements Clock {

    private long ticks;

    public ClockServer(int port) throws Exception {
        UnicastRemoteObject.exportObject(this, 0);
        LocateRegistry.createRegistry(port);
        Naming.bind("//:" + port + "/clock", this);
    }

    public synchronized long tick() {
        return ++ticks;
    }

    public static void main(String[] args) throws Exception {
        new ClockServer(Integer.parseInt(args[0]));
        System.out.println("ready");
    }
}
