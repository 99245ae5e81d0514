package bank;

import java.io.*;
import java.nio.file.*;
import java.rmi.Naming;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.util.*;
import java.util.concurrent.atomic.AtomicLong;
import javax.naming.InitialContext;

/** What clients of the bank do. */
public final class BankClient {
    private static final int PORT = Integer.getInteger("port");
    private static final Map<String, Remote> KEPT = new HashMap<>();

    private BankClient() {}

    private static Account account(String key) throws Exception {
        return (Account) LocateRegistry.getRegistry("localhost", PORT).lookup("accounts/" + key);
    }

    private static Clerk clerk() throws Exception {
        return (Clerk) LocateRegistry.getRegistry("localhost", PORT).lookup("clerk");
    }

    public static long deposit(String key, String cents) throws Exception {
        return account(key).deposit(Long.parseLong(cents));
    }

    public static long balance(String key) throws Exception {
        return account(key).balance();
    }

    public static long withdraw(String key, String cents) throws Exception {
        return account(key).withdraw(Long.parseLong(cents));
    }

    public static void depositAndThrow(String key, String cents) throws Exception {
        account(key).depositAndThrow(Long.parseLong(cents));
    }

    // ways to look up

    public static long byNaming(String key) throws Exception {
        return ((Account) Naming.lookup("rmi://127.0.0.1:" + PORT + "/accounts/" + key)).balance();
    }

    public static long byJndi(String key) throws Exception {
        return ((Account) new InitialContext().lookup("rmi://localhost:" + PORT + "/accounts/" + key)).balance();
    }

    public static String list() throws Exception {
        String[] names = LocateRegistry.getRegistry("localhost", PORT).list();
        Arrays.sort(names);
        return String.join(" ", names);
    }

    public static Object lookup(String name) throws Exception {
        return LocateRegistry.getRegistry("localhost", PORT).lookup(name);
    }

    public static void bind(String name) throws Exception {
        LocateRegistry.getRegistry("localhost", PORT).rebind(name, account("bound"));
    }

    public static long boundBalance(String name) throws Exception {
        return ((Account) LocateRegistry.getRegistry("localhost", PORT).lookup(name)).balance();
    }

    // stubs that are kept

    public static void keep(String key) throws Exception {
        KEPT.put(key, account(key));
    }

    public static long keptBalance(String key) throws Exception {
        return ((Account) KEPT.get(key)).balance();
    }

    public static void closeKept(String key) throws Exception {
        ((Account) KEPT.get(key)).close();
    }

    public static void write(String key, String file) throws Exception {
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(Paths.get(file)))) {
            out.writeObject(account(key));
        }
    }

    public static long depositToWritten(String file, String cents) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(Paths.get(file)))) {
            return ((Account) in.readObject()).deposit(Long.parseLong(cents));
        }
    }

    // several accounts

    public static void transfer(String from, String to, String cents) throws Exception {
        clerk().transfer(from, to, Long.parseLong(cents));
    }

    private static Clerk keptClerk;

    public static void keepClerk() throws Exception {
        keptClerk = clerk();
    }

    public static void transferByKeptClerk(String from, String to, String cents) throws Exception {
        keptClerk.transfer(from, to, Long.parseLong(cents));
    }

    public static String depositDespite(String good, String bad, String cents) throws Exception {
        return clerk().depositDespite(good, bad, Long.parseLong(cents));
    }

    public static void closeAndThrow(String key) throws Exception {
        clerk().closeAndThrow(key);
    }

    public static boolean exists(String key) throws Exception {
        return clerk().exists(key);
    }

    // load

    /**
     * Deposits single cents from several threads until the server is gone; two threads have each account to themselves.
     *
     * @return for each account the deposits that were acknowledged, the highest balance seen, and the deposits that were tried
     */
    public static String depositUntilItEnds(String prefix, String threads, String started) throws Exception {
        int count = Integer.parseInt(threads);
        AtomicLong[] acknowledged = new AtomicLong[count];
        AtomicLong[] seen = new AtomicLong[count];
        AtomicLong[] tried = new AtomicLong[count];
        AtomicLong all = new AtomicLong();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            acknowledged[i] = new AtomicLong();
            seen[i] = new AtomicLong();
            tried[i] = new AtomicLong();
            Account account = account(prefix + i);
            for (int j = 0; j < 2; j++) {
                Thread thread = new Thread(() -> {
                    try {
                        while (true) {
                            tried[number].incrementAndGet();
                            long balance = account.deposit(1);
                            seen[number].accumulateAndGet(balance, Math::max);
                            acknowledged[number].incrementAndGet();
                            if (all.incrementAndGet() == 200) {
                                Files.createFile(Paths.get(started));
                            }
                        }
                    } catch (IOException gone) {
                        // the server was killed
                    }
                });
                running.add(thread);
                thread.start();
            }
        }
        StringBuilder result = new StringBuilder();
        for (Thread thread : running) {
            thread.join();
        }
        for (int i = 0; i < count; i++) {
            result.append(prefix).append(i).append(' ').append(acknowledged[i]).append(' ').append(seen[i]).append(' ').append(tried[i]).append(';');
        }
        return result.toString();
    }

    /**
     * Moves cents between accounts from several threads, each with a clerk of its own, until a file is there.
     *
     * @return how many were moved
     */
    public static long transferUntil(String prefix, String accounts, String threads, String file) throws Exception {
        int count = Integer.parseInt(accounts);
        AtomicLong moved = new AtomicLong();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(threads); i++) {
            Random random = new Random(i);
            Clerk clerk = clerk();
            Thread thread = new Thread(() -> {
                while (!Files.exists(Paths.get(file))) {
                    int from = random.nextInt(count);
                    int to = (from + 1 + random.nextInt(count - 1)) % count;
                    try {
                        clerk.transfer(prefix + from, prefix + to, 1);
                        moved.incrementAndGet();
                    } catch (TooLittle empty) {
                        // another account then
                    } catch (java.rmi.ServerException circle) {
                        if (!circle.getMessage().contains("HEARTH-DEADLOCK")) {
                            throw new IllegalStateException(circle);
                        }
                    } catch (IOException gone) {
                        return; // the server was killed
                    } catch (Exception unexpected) {
                        throw new IllegalStateException(unexpected);
                    }
                }
            });
            running.add(thread);
            thread.start();
        }
        for (Thread thread : running) {
            thread.join();
        }
        return moved.get();
    }
}
