package legacy.jndi;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameAlreadyBoundException;
import javax.naming.NameNotFoundException;

public class JndiServer extends UnicastRemoteObject implements Echo {

    private static final long serialVersionUID = 1L;

    private final String prefix;

    JndiServer(String prefix) throws RemoteException {
        this.prefix = prefix;
    }

    public String echo(String text) {
        return prefix + text;
    }

    public static void main(String[] args) throws Exception {
        LocateRegistry.createRegistry(Integer.parseInt(args[0]));
        Hashtable<String, String> environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.rmi.registry.RegistryContextFactory");
        environment.put(Context.PROVIDER_URL, "rmi://localhost:" + args[0]);
        Context context = new InitialContext(environment);
        context.rebind("echo", new JndiServer("echo: "));
        context.bind("other", new JndiServer("other: "));
        try {
            context.bind("other", new JndiServer("no: "));
        } catch (NameAlreadyBoundException expected) {
            System.out.println("bound already");
        }
        context.unbind("other");
        try {
            context.lookup("other");
        } catch (NameNotFoundException expected) {
            System.out.println("not bound");
        }
        System.out.println(((Echo) context.lookup("echo")).echo("from the server"));
        context.close();
        System.out.println("ready");
    }
}
