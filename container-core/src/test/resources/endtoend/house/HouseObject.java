package house;

import dev.hearth.api.*;
import java.rmi.RemoteException;
import java.rmi.server.Unreferenced;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.Collectors;

@HostedObject(name = "house", preload = true)
public final class HouseObject implements House {
    private final Map<String, RoomObject> rooms = new ConcurrentHashMap<>();
    private final List<String> gone = new CopyOnWriteArrayList<>();
    private final Set<Bell> bells = ConcurrentHashMap.newKeySet();
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch door = new CountDownLatch(1);

    @Override
    public Room room(String name) {
        return rooms.computeIfAbsent(name, RoomObject::new);
    }

    @Override
    public Room another() {
        return new RoomObject("another");
    }

    @Override
    public String gone() {
        return String.join(" ", gone);
    }

    @Override
    public void hang(Bell bell) {
        bells.add(bell);
    }

    @Override
    public String ring() {
        return bells.stream().map(this::ring).sorted().collect(Collectors.joining(" "));
    }

    private String ring(Bell bell) {
        try {
            return bell.ring(new RoomObject("bell"));
        } catch (RemoteException gone) {
            return gone.getClass().getSimpleName();
        }
    }

    @Override
    public String threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().collect(Collectors.joining(", "));
    }

    @Override
    public String waitAtTheDoor() throws InterruptedException {
        waiting.countDown();
        door.await();
        return "it is open";
    }

    @Override
    public boolean somebodyWaits() {
        return waiting.getCount() == 0;
    }

    @Override
    public void openTheDoor() {
        door.countDown();
    }

    private final class RoomObject implements Room, Unreferenced {
        private final String name;
        private boolean unreferenced;

        RoomObject(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void unreferenced() {
            unreferenced = true;
        }

        @OnDestroy
        void end() {
            if (rooms.remove(name, this)) {
                gone.add(unreferenced ? name : name + "?");
            }
        }
    }
}
