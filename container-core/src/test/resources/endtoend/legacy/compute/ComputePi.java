package legacy.compute;

import java.rmi.registry.LocateRegistry;

public class ComputePi {

    public static void main(String[] args) throws Exception {
        Compute compute = (Compute) LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0])).lookup("Compute");
        System.out.println(compute.executeTask(new Pi(45)));
        System.out.println(compute.executeTask(new Division(1)));
        try {
            compute.executeTask(new Division(0));
        } catch (ArithmeticException expected) {
            System.out.println("failed: " + expected.getMessage());
        }
    }
}
