package dev.hearth.core.admin;

import java.math.BigDecimal;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What the tests call. */
public interface Bank extends Remote {

    enum Currency {
        EUR,
        CHF
    }

    record Money(BigDecimal amount, Currency currency) {}

    final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }

    /** A class as people write them: private fields, a constructor, getters that are no fields. */
    final class Customer {
        private String name = "nobody";
        private int age;
        private transient Object cache = new Object();

        public String getGreeting() {
            return "hello " + name + cache;
        }
    }

    long deposit(long cents) throws RemoteException;

    String greet(String name) throws RemoteException;

    Map<String, List<Integer>> group(List<Integer> numbers) throws RemoteException;

    void nothing() throws RemoteException;

    Money exchange(Money money, Currency to) throws RemoteException;

    Customer older(Customer customer) throws RemoteException;

    LocalDate after(LocalDate day, Duration time) throws RemoteException;

    Object echo(Object value) throws RemoteException;

    int length(String text) throws RemoteException;

    int length(int[] numbers) throws RemoteException;

    void fail(String why) throws RemoteException, Refusal;

    List<Remote> accounts() throws RemoteException;

    void listen(Remote listener) throws RemoteException;

    Object unwritable() throws RemoteException;

    void waitForTest() throws RemoteException;
}
