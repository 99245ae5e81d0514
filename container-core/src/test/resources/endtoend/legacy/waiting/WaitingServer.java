package legacy.waiting;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;

/** Its main does not return, in one of the usual ways. */
public class WaitingServer implements Door {

    private static WaitingServer kept;

    private int knocks;

    public synchronized int knock() {
        return ++knocks;
    }

    public static void main(String[] args) throws Exception {
        kept = new WaitingServer();
        UnicastRemoteObject.exportObject(kept, 0);
        LocateRegistry.createRegistry(Integer.parseInt(args[0])).rebind("door", kept);
        System.out.println("ready");
        if (args[1].equals("sleep")) {
            while (true) {
                Thread.sleep(Long.MAX_VALUE);
            }
        } else if (args[1].equals("wait")) {
            synchronized (WaitingServer.class) {
                WaitingServer.class.wait();
            }
        } else if (args[1].equals("join")) {
            Thread.currentThread().join();
        } else if (args[1].equals("read")) {
            System.in.read();
        } else if (args[1].equals("throw")) {
            throw new IllegalStateException("thrown when all was bound");
        } else if (args[1].equals("exit")) {
            System.exit(1);
        }
    }
}
