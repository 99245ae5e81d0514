package dev.hearth.samples.demo;

import dev.hearth.samples.accounts.Account;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deposits cent after cent, as fast as the server acknowledges them, while somebody pulls the plug. Every acknowledged cent
 * must be there afterwards; of each client's last one, nobody can know.
 */
final class StormScene {

    private static final int CLIENTS = 4;
    private static final int WARM = 200;
    private static final long PATIENCE_SECONDS = 20;

    private final Account account;
    private final AtomicLong acknowledged = new AtomicLong();

    StormScene(Server server) throws Exception {
        account = server.find("accounts/storm", Account.class);
    }

    String title() {
        return "accounts/storm: " + CLIENTS + " clients deposit cents while the server is killed";
    }

    /**
     * Returns when the server is gone.
     *
     * @param raging told once, when the storm is under way
     */
    void rage(Report report, Runnable raging) throws RemoteException, InterruptedException {
        report.same("the account begins empty", 0L, account.balance());
        CountDownLatch warm = new CountDownLatch(WARM);
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> depositUntilLost(warm), "storm-" + i);
            client.setDaemon(true);
            client.start();
            clients.add(client);
        }
        report.that("the storm is raging", warm.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        raging.run();
        for (Thread client : clients) {
            client.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        }
        report.that(
                "every client noticed that the server is gone", clients.stream().noneMatch(Thread::isAlive));
        report.remark(acknowledged + " deposits were acknowledged until then");
    }

    private void depositUntilLost(CountDownLatch warm) {
        try {
            while (true) {
                account.deposit(1);
                acknowledged.incrementAndGet();
                warm.countDown();
            }
        } catch (RemoteException serverLost) {
            // what the storm waits for
        }
    }

    /** Looks at the account on the server that was started again. */
    void after(Report report) throws RemoteException {
        long balance = account.balance();
        long least = acknowledged.get();
        report.that(
                "every acknowledged deposit is there: " + least + " acknowledged, " + balance + " found",
                balance >= least && balance <= least + CLIENTS);
    }
}
