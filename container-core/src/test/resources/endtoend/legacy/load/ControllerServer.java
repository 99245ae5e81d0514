package legacy.load;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

public class ControllerServer extends UnicastRemoteObject implements Controller {

    private static final long serialVersionUID = 1L;

    private final List<Agent> agents = new CopyOnWriteArrayList<Agent>();

    ControllerServer() throws RemoteException {}

    public int register(Agent agent) {
        agents.add(agent);
        return agents.size();
    }

    public Map<String, Long> run(final int rounds) throws RemoteException, InterruptedException {
        final Collected collected = new Collected(agents.size());
        UnicastRemoteObject.exportObject(collected, 0);
        for (final Agent agent : agents) {
            new Thread("starts an agent") {
                @Override
                public void run() {
                    try {
                        agent.start(rounds, collected);
                    } catch (RemoteException gone) {
                        collected.done("gone", -1);
                    }
                }
            }.start();
        }
        collected.all.await();
        UnicastRemoteObject.unexportObject(collected, true);
        return collected.sums;
    }

    private static final class Collected implements Report {

        private final CountDownLatch all;
        private final TreeMap<String, Long> sums = new TreeMap<String, Long>();

        Collected(int expected) {
            all = new CountDownLatch(expected);
        }

        public void done(String agent, long sum) {
            synchronized (sums) {
                sums.put(agent, sum);
            }
            all.countDown();
        }
    }

    public static void main(String[] args) throws Exception {
        LocateRegistry.createRegistry(Integer.parseInt(args[0])).rebind("controller", new ControllerServer());
        System.out.println("ready");
    }
}
