package legacy.load;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;

public class AgentClient extends UnicastRemoteObject implements Agent {

    private static final long serialVersionUID = 1L;

    private final String name;

    AgentClient(String name) throws RemoteException {
        this.name = name;
    }

    public void start(final int rounds, final Report report) {
        new Thread(name) {
            @Override
            public void run() {
                long sum = 0;
                for (int i = 1; i <= rounds; i++) {
                    sum += i;
                }
                try {
                    report.done(name, sum);
                } catch (RemoteException lost) {
                    System.out.println("lost: " + lost);
                }
            }
        }.start();
    }

    public static void main(String[] args) throws Exception {
        Controller controller =
                (Controller) LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0])).lookup("controller");
        for (int i = 1; i <= 3; i++) {
            System.out.println(controller.register(new AgentClient("agent-" + i)));
        }
        System.out.println(controller.run(100));
        System.out.println(controller.run(10));
        System.exit(0);
    }
}
