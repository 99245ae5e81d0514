package alike;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

/** Gets objects from a hub, gives them back and is called. Each case says what it saw. */
public final class HubProgram {

    private static Hub hub;

    private HubProgram() {}

    private static Hub hub() throws Exception {
        if (hub == null) {
            hub = lookup();
        }
        return hub;
    }

    private static Hub lookup() throws Exception {
        return (Hub) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("hub");
    }

    /** The names of all cases. */
    public static String cases() {
        return Stream.of(HubProgram.class.getMethods())
                .filter(method -> method.getReturnType() == String.class && method.getParameterCount() == 0)
                .map(java.lang.reflect.Method::getName)
                .filter(name -> !name.equals("cases") && !name.equals("toString"))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** A case's result, or all of what it throws. */
    public static String outcome(String name) throws Exception {
        try {
            return (String) HubProgram.class.getMethod(name).invoke(null);
        } catch (java.lang.reflect.InvocationTargetException thrown) {
            return "THREW " + Show.of(thrown.getCause());
        }
    }

    public static String stubsOfNewObjects() throws Exception {
        Hub.Thing one = hub().make("one");
        Hub.Thing other = hub().make("other");
        return one.name() + other.name() + one.equals(other) + one.maker().equals(hub())
                + hub().self().equals(hub()) + new HashSet<>(List.of(hub(), one, other)).contains(hub().self());
    }

    @SuppressWarnings("unchecked")
    public static String atAnyDepth() throws Exception {
        Values.Pair<Map<String, List<Hub.Thing>>, ?> pair =
                (Values.Pair<Map<String, List<Hub.Thing>>, ?>) hub().made("list in map in record");
        Hub.Thing[] array = (Hub.Thing[]) hub().made("array");
        Object[][] objects = (Object[][]) hub().made("array of objects");
        Hub.Carrier carrier = (Hub.Carrier) hub().made("field");
        Map<Hub.Thing, String> keys = (Map<Hub.Thing, String>) hub().made("key");
        return String.join(
                ", ",
                pair.first().get("k").get(0).name(),
                array[0].name() + array[0].equals(array[2]) + (array[0] == array[2]),
                ((Hub.Thing) objects[0][0]).name(),
                ((Hub.Thing) carrier.carried).name() + carrier.things[1].name() + carrier.carried.equals(carrier.things[0]),
                keys.keySet().iterator().next().name() + keys.get(keys.keySet().iterator().next()),
                Show.of(hub().made("external")),
                ((List<?>) hub().made("this")).get(0).equals(hub()) + "");
    }

    public static String interfaceThatIsNotPublic() throws Exception {
        return ((Hidden) hub().made("hidden")).hidden();
    }

    public static String twoInterfacesAtOnce() throws Exception {
        Object both = hub().made("both");
        return ((Hub.Thing) both).name() + ", " + ((Hub.Tag) both).text() + ", " + (both instanceof Hub);
    }

    public static String remoteValueIsCopied() throws Exception {
        return hub().made("tag") + " " + hub().learn(new Hub.TextTag("mine")) + " " + hub().back(new Hub.TextTag("back"));
    }

    public static String stubsComeBack() throws Exception {
        Hub.Thing one = hub().make("one");
        Hub.Thing other = hub().make("other");
        Hub.Thing again = (Hub.Thing) hub().back(one);
        return String.join(
                ", ",
                hub().learn(one),
                hub().learn(new Object[] {one, List.of(other), Map.of(one, other)}),
                hub().learn(new Values.Pair<>(new Hub.Carrier(one, other), new HashSet<>(List.of(hub())))),
                hub().about(one, one),
                hub().about(one, again),
                hub().about(one, other),
                again.equals(one) + again.name(),
                new TreeMap<>(Map.of("k", hub().back(Map.of("a", one)).equals(Map.of("a", one)))).toString());
    }

    public static String keptReferences() throws Exception {
        Hub.Thing thing = hub().make("kept");
        hub().keep(new Object[] {thing, hub(), List.of(thing)});
        Object[] back = (Object[]) hub().kept();
        return thing.equals(back[0]) + " " + hub().equals(back[1]) + " " + ((Hub.Thing) ((List<?>) back[2]).get(0)).name();
    }

    /** Calls in while it is called. */
    private static final class Ear implements Hub.Listener {
        private final String name;

        Ear(String name) {
            this.name = name;
        }

        @Override
        public String heard(String what, Object about) throws RemoteException {
            if (what.equals("throw")) {
                throw new IllegalStateException(name, new Values.Undeclared("inside"));
            }
            return name + " heard " + what + " about " + (about instanceof Hub.Thing thing ? thing.name() + thing.maker().learn(about) : Show.of(about));
        }
    }

    private static Hub.Listener ear(String name) throws RemoteException {
        Ear ear = new Ear(name);
        UnicastRemoteObject.exportObject(ear, 0);
        return ear;
    }

    public static String callbacks() throws Exception {
        Hub.Listener left = ear("left");
        Hub.Listener right = ear("right");
        hub().join(left);
        hub().join(right);
        hub().join(left);
        String both = hub().tell("news", "thing");
        String forms = hub().tell("a list", "list in map in record") + hub().tell("the hub", "this")
                + hub().tell("a tag", "tag") + hub().tell("both", "both");
        String thrown = hub().tell("throw", "thing");
        boolean left1 = hub().leave(left);
        boolean left2 = hub().leave(left);
        String one = hub().tell("news", "thing");
        boolean right1 = lookup().leave(right);
        UnicastRemoteObject.unexportObject(left, true);
        UnicastRemoteObject.unexportObject(right, true);
        return both + forms + thrown + left1 + left2 + one + right1 + hub().tell("nobody", "thing");
    }

    public static String callbackThatIsGone() throws Exception {
        Hub.Listener gone = ear("gone");
        Hub.Listener there = ear("there");
        hub().join(gone);
        hub().join(there);
        Object stub = java.rmi.server.RemoteObject.toStub(gone);
        UnicastRemoteObject.unexportObject(gone, true);
        String told = hub().tell("news", "thing");
        hub().leave((Hub.Listener) stub);
        hub().leave(there);
        UnicastRemoteObject.unexportObject(there, true);
        return told + hub().tell("nobody", "thing");
    }

    public static String ownObjectsComeBack() throws Exception {
        Hub.Listener ear = ear("ear");
        Object back = hub().back(ear);
        Object inList = ((List<?>) hub().back(new ArrayList<>(List.of(ear)))).get(0);
        String said = ((Hub.Listener) back).heard("myself", null);
        boolean equal = back.equals(java.rmi.server.RemoteObject.toStub(ear)) && inList.equals(back);
        UnicastRemoteObject.unexportObject(ear, true);
        return said + equal;
    }

    public static String toAndFro() throws Exception {
        Hub.Player player = new Hub.Player() {
            @Override
            public int ping(Hub from, Hub.Player self, int left) throws RemoteException {
                return left == 0 ? 0 : 1 + from.pong(left % 2 == 0 ? this : self, left - 1);
            }
        };
        UnicastRemoteObject.exportObject(player, 0);
        int count = hub().pong(player, 30);
        UnicastRemoteObject.unexportObject(player, true);
        return "to and fro " + count;
    }

    public static String unexportedArgument() throws Exception {
        try {
            return hub().learn(new Ear("unexported"));
        } catch (RemoteException thrown) {
            return Show.of(thrown);
        }
    }

    public static String manyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String name = "t" + i;
                counts.add(threads.submit(() -> {
                    int right = 0;
                    for (int j = 0; j < 50; j++) {
                        Hub.Thing thing = hub().make(name + j);
                        right += thing.name().equals(name + j) && hub().learn(List.of(thing)).equals("[" + name + j + " ]") ? 1 : 0;
                    }
                    return right;
                }));
            }
            int sum = 0;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            return "right " + sum;
        } finally {
            threads.shutdown();
        }
    }
}
