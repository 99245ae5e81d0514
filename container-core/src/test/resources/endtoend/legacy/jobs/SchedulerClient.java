package legacy.jobs;

import java.rmi.registry.LocateRegistry;
import java.util.concurrent.ExecutionException;

public class SchedulerClient {

    public static void main(String[] args) throws Exception {
        Scheduler scheduler =
                (Scheduler) LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0])).lookup("scheduler");
        Handle later = scheduler.schedule(new Upper("later"), 3600000);
        System.out.println(scheduler.schedule(new Upper("soon"), 50).await());
        try {
            scheduler.schedule(new Upper(""), 0).await();
        } catch (ExecutionException failed) {
            System.out.println("failed: " + failed.getCause());
        }
        System.out.println(later.cancel() + " " + later.isCancelled() + " " + scheduler.done());
    }
}
