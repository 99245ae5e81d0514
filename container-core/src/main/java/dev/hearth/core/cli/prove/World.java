package dev.hearth.core.cli.prove;

import dev.hearth.core.cli.prove.objects.Purse;
import dev.hearth.core.cli.prove.objects.Purse.Content;
import dev.hearth.core.cli.prove.objects.Tally;
import dev.hearth.core.cli.prove.objects.Transfers;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.ServerException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The objects as a client knows them: stubs that are looked up once and kept over all restarts, and beside each what must
 * be found in it.
 *
 * <p>Thread-safe while clients call; {@link #check} is for one thread, when none does.
 */
final class World {

    private static final int SHARED = 6;
    private static final int PURSES = 4;
    private static final long FILLING = 1_000;
    private static final int REMEMBERED = 60;
    private static final int ATTEMPTS = 5;
    private static final String HOST = "127.0.0.1";

    private final Registry registry;
    private final List<KeptTally> shared = new ArrayList<>();
    private final Map<String, Purse> purses = new TreeMap<>();
    private final Transfers transfers;
    private final TransferOracle money = new TransferOracle();
    private final ConcurrentLinkedQueue<KeptTally> ended = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<Worker> workers = new ArrayList<>();

    /** A stub, and what must be found in its object. */
    record KeptTally(Tally stub, TallyOracle oracle) {}

    private World(Registry registry) throws RemoteException, NotBoundException {
        this.registry = registry;
        this.transfers = find("transfers", Transfers.class);
    }

    /** Looks everything up and fills the purses. */
    static World begin(int port, int clients, Random random) throws RemoteException, NotBoundException {
        World world = new World(LocateRegistry.getRegistry(HOST, port));
        for (int i = 0; i < SHARED; i++) {
            world.shared.add(world.tally("tallies/shared-" + i));
        }
        for (int i = 0; i < PURSES; i++) {
            String name = "purses/" + i;
            Purse purse = world.find(name, Purse.class);
            purse.book("filling", i, FILLING);
            world.money.filled(name, "filling", i, FILLING);
            world.purses.put(name, purse);
        }
        for (int i = 0; i < clients; i++) {
            world.workers.add(new Worker("client-" + i, world, new Random(random.nextLong())));
        }
        return world;
    }

    private <T extends Remote> T find(String name, Class<T> type) throws RemoteException, NotBoundException {
        return type.cast(registry.lookup(name));
    }

    KeptTally tally(String name) throws RemoteException, NotBoundException {
        return new KeptTally(find(name, Tally.class), new TallyOracle(name));
    }

    List<Worker> workers() {
        return workers;
    }

    List<KeptTally> shared() {
        return shared;
    }

    List<String> purses() {
        return List.copyOf(purses.keySet());
    }

    Transfers transfers() {
        return transfers;
    }

    TransferOracle money() {
        return money;
    }

    /** Some that were ended last are looked for in all checks to come. */
    void ended(KeptTally tally) {
        ended.add(tally);
    }

    /** A client saw something that must not be. */
    void wrong(String what) {
        wrong.add(what);
    }

    /** The first call after a restart, on a stub that was there before. */
    void touch() {
        check(shared.get(0), shared.get(0).stub());
    }

    /**
     * Looks for everything, through the stubs that were there before.
     *
     * @return what is wrong
     */
    List<String> check() {
        checkTallies();
        checkPurses();
        checkByName(shared.get(0));
        while (ended.size() > REMEMBERED) {
            ended.remove();
        }
        List<String> all = wrong.stream().distinct().toList();
        wrong.clear();
        return all;
    }

    private void checkTallies() {
        List<KeptTally> all = new ArrayList<>(shared);
        workers.forEach(worker -> all.addAll(worker.own()));
        all.addAll(ended);
        all.forEach(tally -> check(tally, tally.stub()));
    }

    private void check(KeptTally tally, Tally stub) {
        try {
            tally.oracle().check(value(stub)).ifPresent(wrong::add);
        } catch (RemoteException unreadable) {
            wrong.add(tally.oracle().name() + ": can't be read: " + unreadable.getMessage());
        }
    }

    private void checkPurses() {
        Map<String, Content> found = new TreeMap<>();
        purses.forEach((name, purse) -> {
            try {
                content(purse).ifPresent(content -> found.put(name, content));
            } catch (RemoteException unreadable) {
                wrong.add(name + ": can't be read: " + unreadable.getMessage());
            }
        });
        wrong.addAll(money.check(found));
    }

    /** The name means the same object as the stub from before. */
    private void checkByName(KeptTally tally) {
        String name = tally.oracle().name();
        try {
            check(tally, find(name, Tally.class));
        } catch (RemoteException | NotBoundException unfound) {
            wrong.add(name + ": its stub is good, but its name is not: " + unfound.getMessage());
        }
    }

    private static OptionalLong value(Tally stub) throws RemoteException {
        return read(stub::value).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static Optional<Content> content(Purse stub) throws RemoteException {
        return read(stub::content);
    }

    /** A read. */
    private interface Read<T> {
        T read() throws RemoteException;
    }

    /** Empty if there is no such object. Connections to the container that is gone may be tried first. */
    private static <T> Optional<T> read(Read<T> read) throws RemoteException {
        for (int attempt = 1; ; attempt++) {
            try {
                return Optional.of(read.read());
            } catch (NoSuchObjectException gone) {
                return Optional.empty();
            } catch (ServerException refused) {
                throw refused;
            } catch (RemoteException stale) {
                if (attempt == ATTEMPTS) {
                    throw stale;
                }
            }
        }
    }
}
