package legacy.secret;

import java.rmi.registry.LocateRegistry;

public class SecretClient {

    public static void main(String[] args) throws Exception {
        Secret secret = (Secret) LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0])).lookup("secret");
        System.out.println(secret.tell("ada"));
        System.out.println(secret.toString().contains(":" + args[1]));
        System.out.println(secret.toString().contains("Scrambling"));
    }
}
