package legacy.jobs;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

public class SchedulerServer extends UnicastRemoteObject implements Scheduler {

    private static final long serialVersionUID = 1L;

    private final transient ScheduledExecutorService workers = Executors.newScheduledThreadPool(2);
    private final AtomicInteger done = new AtomicInteger();

    SchedulerServer() throws RemoteException {
        Runtime.getRuntime().addShutdownHook(new Thread() {
            @Override
            public void run() {
                workers.shutdownNow();
            }
        });
    }

    public Handle schedule(final Job job, long afterMillis) throws RemoteException {
        return new HandleImpl(workers.schedule(
                new Callable<Object>() {
                    @Override
                    public Object call() throws Exception {
                        try {
                            return job.run();
                        } finally {
                            done.incrementAndGet();
                        }
                    }
                },
                afterMillis,
                TimeUnit.MILLISECONDS));
    }

    public int done() {
        return done.get();
    }

    private static final class HandleImpl extends UnicastRemoteObject implements Handle {

        private static final long serialVersionUID = 1L;

        private final transient ScheduledFuture<Object> future;

        HandleImpl(ScheduledFuture<Object> future) throws RemoteException {
            this.future = future;
        }

        public Object await() throws InterruptedException, ExecutionException {
            return future.get();
        }

        public boolean cancel() {
            return future.cancel(true);
        }

        public boolean isCancelled() {
            return future.isCancelled();
        }
    }

    public static void main(String[] args) throws Exception {
        LocateRegistry.createRegistry(Integer.parseInt(args[0])).rebind("scheduler", new SchedulerServer());
        System.out.println("ready");
    }
}
