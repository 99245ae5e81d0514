package house;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.*;
import java.util.concurrent.*;

public final class HouseClient {
    private static final Map<String, House.Room> ROOMS = new HashMap<>();
    private static final List<House.Bell> BELLS = new ArrayList<>();
    private static House house;
    private static Future<String> waiter;

    private HouseClient() {}

    private static House house() throws Exception {
        if (house == null) {
            house = (House) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("house");
        }
        return house;
    }

    /** Gets the stub and keeps it. */
    public static String take(String name) throws Exception {
        ROOMS.put(name, house().room(name));
        return ROOMS.get(name).name();
    }

    /** From two threads at once. */
    public static String takeTwice(String name) throws Exception {
        Future<House.Room> beside = CompletableFuture.supplyAsync(() -> {
            try {
                return house().room(name);
            } catch (Exception failed) {
                throw new CompletionException(failed);
            }
        });
        House.Room room = house().room(name);
        ROOMS.put(name, room);
        return room.equals(beside.get()) + " " + room.name();
    }

    public static String call(String name) throws Exception {
        return ROOMS.get(name).name();
    }

    /** Lets go of the stub, for the collector to see. */
    public static String drop(String name) {
        ROOMS.remove(name);
        System.gc();
        return "dropped";
    }

    public static String gone() throws Exception {
        System.gc();
        return house().gone();
    }

    /** Gets many objects, calls each and lets go of them at once. */
    public static String passThrough(String count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> visitors = Collections.nCopies(4, () -> {
                int right = 0;
                for (int i = 0; i < Integer.parseInt(count) / 4; i++) {
                    right += house().another().name().equals("another") ? 1 : 0;
                }
                return right;
            });
            int right = 0;
            for (Future<Integer> visitor : threads.invokeAll(visitors)) {
                right += visitor.get();
            }
            return "right " + right;
        } finally {
            threads.shutdown();
        }
    }

    public static String hang(String name) throws Exception {
        House.Bell bell = room -> name + " at " + room.name();
        UnicastRemoteObject.exportObject(bell, 0);
        BELLS.add(bell);
        house().hang(bell);
        return "hung";
    }

    public static String ring() throws Exception {
        return house().ring();
    }

    public static String threads() throws Exception {
        return house().threads();
    }

    public static String beginToWait() throws Exception {
        House there = house();
        waiter = Executors.newSingleThreadExecutor().submit(there::waitAtTheDoor);
        return "waits";
    }

    public static String somebodyWaits() throws Exception {
        return String.valueOf(house().somebodyWaits());
    }

    public static String openTheDoor() throws Exception {
        house().openTheDoor();
        return waiter.get();
    }
}
