package legacy.jndi;

import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;

public class JndiClient {

    public static void main(String[] args) throws Exception {
        Hashtable<String, String> environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.rmi.registry.RegistryContextFactory");
        environment.put(Context.PROVIDER_URL, "rmi://localhost:" + args[0]);
        Context context = new InitialContext(environment);
        System.out.println(((Echo) context.lookup("echo")).echo("ada"));
        System.out.println(((Echo) new InitialContext().lookup("rmi://localhost:" + args[0] + "/echo")).echo("bob"));
        try {
            context.lookup("none");
        } catch (NameNotFoundException expected) {
            System.out.println("none is not bound");
        }
    }
}
