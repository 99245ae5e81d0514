package alike;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** Plain, so that the JDK can export it as well as the container. */
public class HubServant implements Hub {

    /** Exports an object before it is handed out. */
    interface Exporter {
        Object export(Remote made) throws RemoteException;
    }

    /** The container does so itself. */
    static Exporter exporter = made -> made;

    private final Set<Listener> listeners = new CopyOnWriteArraySet<>();
    private final List<Remote> all = new ArrayList<>();
    private volatile Object kept;

    public HubServant() {}

    private synchronized <T extends Remote> T exported(T made) throws RemoteException {
        exporter.export(made);
        all.add(made);
        return made;
    }

    @Override
    public Thing make(String name) throws RemoteException {
        return exported(new Made(name));
    }

    @Override
    public Object made(String form) throws RemoteException {
        Thing thing = make(form);
        return switch (form) {
            case "list in map in record" -> new Values.Pair<>(Map.of("k", List.of(thing)), null);
            case "array" -> new Thing[] {thing, null, thing};
            case "array of objects" -> new Object[][] {{thing}};
            case "field" -> new Carrier(thing, thing, make("second"));
            case "external" -> new Values.External("e", thing);
            case "key" -> Map.of(thing, "value");
            case "hidden" -> exported((Hidden) () -> "from a class that is not public");
            case "this" -> List.of(this);
            case "tag" -> new TextTag("copied");
            case "both" -> exported(new Both());
            default -> thing;
        };
    }

    @Override
    public Hub self() {
        return this;
    }

    @Override
    public String learn(Object value) throws RemoteException {
        if (value instanceof Thing thing) {
            return thing.name();
        }
        if (value instanceof Tag tag) {
            return tag.text();
        }
        if (value instanceof Hub hub) {
            return "hub " + hub.self().equals(hub.self());
        }
        if (value instanceof Object[] array) {
            return learn(List.of(array));
        }
        if (value instanceof Map<?, ?> map) {
            return "{" + learn(map.keySet()) + "=" + learn(map.values()) + "}";
        }
        if (value instanceof Values.Pair<?, ?> pair) {
            return "<" + learn(pair.first()) + "," + learn(pair.second()) + ">";
        }
        if (value instanceof Carrier carrier) {
            return "(" + learn(carrier.carried) + learn(carrier.things) + ")";
        }
        if (value instanceof Collection<?> collection) {
            StringBuilder names = new StringBuilder("[");
            for (Object each : collection) {
                names.append(learn(each)).append(' ');
            }
            return names.append(']').toString();
        }
        return Show.of(value);
    }

    @Override
    public Object back(Object value) {
        return value;
    }

    @Override
    public String about(Thing one, Thing other) throws RemoteException {
        return one.equals(other) + " " + other.equals(one) + " " + (one.hashCode() == other.hashCode()) + " "
                + one.equals(null) + " " + one.equals("x") + " " + one.name() + " " + one.maker().equals(other.maker());
    }

    @Override
    public void keep(Object value) {
        kept = value;
    }

    @Override
    public Object kept() {
        return kept;
    }

    @Override
    public void join(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public boolean leave(Listener listener) {
        return listeners.remove(listener);
    }

    @Override
    public String tell(String what, String form) throws RemoteException {
        List<String> answers = new ArrayList<>();
        for (Listener listener : listeners) {
            try {
                answers.add(listener.heard(what, made(form)));
            } catch (RemoteException gone) {
                answers.add(gone.getClass().getName());
            } catch (RuntimeException theirs) {
                answers.add("theirs: " + Show.of(theirs));
            }
        }
        answers.sort(null);
        return answers.toString();
    }

    @Override
    public int pong(Player player, int left) throws RemoteException {
        return left == 0 ? 0 : 1 + player.ping(this, player, left - 1);
    }

    private final class Made implements Thing {
        private final String name;

        Made(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Hub maker() {
            return HubServant.this;
        }
    }

    /** Two remote interfaces at once, one of them with a method of the same name. */
    private static final class Both implements Thing, Tag {
        @Override
        public String name() {
            return "both";
        }

        @Override
        public Hub maker() {
            return null;
        }

        @Override
        public String text() {
            return "text of both";
        }
    }
}
