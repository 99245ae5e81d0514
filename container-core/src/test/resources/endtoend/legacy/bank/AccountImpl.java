package legacy.bank;

import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;

public class AccountImpl extends UnicastRemoteObject implements Account {

    private static final long serialVersionUID = 1L;

    private long cents;

    AccountImpl() throws RemoteException {}

    public synchronized long deposit(long more) {
        cents += more;
        return cents;
    }

    public synchronized long withdraw(long less) throws Overdrawn {
        if (less > cents) {
            throw new Overdrawn(less - cents);
        }
        cents -= less;
        return cents;
    }

    public synchronized long balance() {
        return cents;
    }

    synchronized void addInterest(int percent) {
        cents += cents * percent / 100;
    }
}
