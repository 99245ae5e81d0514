package legacy.cache;

import java.rmi.Naming;
import java.util.ArrayList;
import java.util.Arrays;

public class PeerClient {

    public static void main(String[] args) throws Exception {
        Peer one = (Peer) Naming.lookup("rmi://localhost:" + args[0] + "/cache");
        Peer other = (Peer) Naming.lookup("rmi://localhost:" + args[1] + "/cache");
        one.put("a", "one");
        other.put("b", 2);
        one.put("c", new ArrayList<String>(Arrays.asList("x", "y")));
        System.out.println(other.get("a") + " " + one.get("b"));
        System.out.println(one.all());
        System.out.println(other.all());
    }
}
