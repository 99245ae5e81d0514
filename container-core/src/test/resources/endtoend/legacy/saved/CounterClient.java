package legacy.saved;

import java.rmi.Naming;

public class CounterClient {

    public static void main(String[] args) throws Exception {
        Counter counter = (Counter) Naming.lookup("rmi://localhost:" + args[0] + "/counter");
        System.out.println(counter.next() + " " + counter.next());
        Counter restored = counter.restored();
        System.out.println(restored.next() + " " + counter.next() + " " + restored.next() + " " + restored.equals(counter));
        System.out.println(counter.facts() + "; " + restored.facts());
    }
}
