package legacy;

import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RemoteObject;
import java.rmi.server.UnicastRemoteObject;
import java.util.Hashtable;
import java.util.function.Function;
import javax.naming.Context;
import javax.naming.InitialContext;

public class TellerObject extends UnicastRemoteObject implements Teller, Cloneable {
    private static final long serialVersionUID = 1;

    private final String name;
    private long cents;

    TellerObject(String name) throws RemoteException {
        this.name = name;
    }

    TellerObject(String name, int port) throws RemoteException {
        super(port);
        this.name = name;
    }

    public String name() {
        return name;
    }

    public synchronized Receipt deposit(Receipt slip) {
        cents += slip.cents;
        return new Receipt(cents);
    }

    public Teller assistant() throws RemoteException {
        return new TellerObject(name + "'s assistant");
    }

    public boolean isMe(Teller teller) {
        return equals(teller) || teller.equals(this);
    }

    public String ask(String question) throws RemoteException {
        try {
            return String.valueOf(answer(question));
        } catch (RemoteException | RuntimeException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new RemoteException(question, thrown);
        }
    }

    private Object answer(String question) throws Exception {
        switch (question) {
            case "client host":
                return getClientHost();
            case "stub":
                return toStub(this).equals(RemoteObject.toStub(this)) && toStub(this) instanceof Teller;
            case "hostname":
                return System.getProperty("java.rmi.server.hostname");
            case "java home":
                return System.getProperty("java.home").equals(System.getProperties().getProperty("java.home"));
            case "lookup":
                return ((Teller) LocateRegistry.getRegistry().lookup("teller")).name();
            case "verbatim":
                return ((Teller) LocateRegistry.getRegistry("localhost", Registry.REGISTRY_PORT)
                                .lookup("rmi://localhost/second"))
                        .name();
            case "jndi":
                return jndi();
            case "not bound":
                try {
                    LocateRegistry.getRegistry().lookup("nobody");
                    return "found";
                } catch (NotBoundException expected) {
                    return "not bound";
                }
            case "method reference":
                return throughReference();
            case "unexport":
                return UnicastRemoteObject.unexportObject(new TellerObject("gone"), true);
            case "clone":
                return ((Teller) clone()).name();
            case "exit":
                System.exit(3);
                return "went on";
            default:
                throw new IllegalArgumentException(question);
        }
    }

    private static String jndi() throws Exception {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.rmi.registry.RegistryContextFactory");
        environment.put(Context.PROVIDER_URL, "rmi://localhost:1099");
        Context context = new InitialContext(environment);
        context.rebind("third", new TellerObject("third"));
        String inContext = ((Teller) context.lookup("third")).name();
        String byUrl = ((Teller) new InitialContext().lookup("rmi://localhost/third")).name();
        context.unbind("third");
        return inContext + ", " + byUrl;
    }

    private interface Exporter {
        java.rmi.Remote export(java.rmi.Remote object, int port) throws RemoteException;
    }

    private static String throughReference() throws RemoteException {
        Exporter exporter = UnicastRemoteObject::exportObject;
        Function<String, String> property = System::getProperty;
        Teller plain = new PlainTeller();
        Teller stub = (Teller) exporter.export(plain, 0);
        return stub.name() + ", " + property.apply("java.rmi.server.hostname") + ", "
                + UnicastRemoteObject.unexportObject(plain, true);
    }

    private static final class PlainTeller implements Teller {
        public String name() {
            return "plain";
        }

        public Receipt deposit(Receipt slip) {
            return slip;
        }

        public Teller assistant() {
            return this;
        }

        public boolean isMe(Teller teller) {
            return false;
        }

        public String ask(String question) {
            return question;
        }
    }
}
