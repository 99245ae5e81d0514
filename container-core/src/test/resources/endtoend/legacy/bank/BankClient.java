package legacy.bank;

import java.rmi.AlreadyBoundException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.Arrays;

public class BankClient {

    public static void main(String[] args) throws Exception {
        Registry registry = LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0]));
        System.out.println(Arrays.asList(registry.list()).contains("bank"));
        Bank bank = (Bank) registry.lookup("bank");
        System.out.println(bank.name());
        Account account = bank.open("ada");
        System.out.println(account.balance());
        try {
            account.withdraw(5);
        } catch (Overdrawn expected) {
            System.out.println(expected.getMessage() + ", " + expected.missing);
        }
        account.deposit(1000);
        while (account.balance() == 1000) {
            Thread.sleep(20);
        }
        System.out.println("interest was paid");
        System.out.println(bank.find("ada").equals(account) + " " + bank.find("nobody"));
        try {
            registry.bind("bank", bank);
        } catch (AlreadyBoundException expected) {
            System.out.println("already bound: " + expected.getMessage());
        }
    }
}
