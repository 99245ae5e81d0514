package legacy.bank;

import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;

public class BankImpl extends UnicastRemoteObject implements Bank {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final int percent;
    private final transient Map<String, AccountImpl> accounts = new ConcurrentHashMap<String, AccountImpl>();
    private final transient Timer timer = new Timer("interest", true);

    public BankImpl(String name, int percent) throws RemoteException {
        this.name = name;
        this.percent = percent;
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        payInterest();
                    }
                },
                100,
                100);
    }

    private void payInterest() {
        for (AccountImpl account : accounts.values()) {
            account.addInterest(percent);
        }
    }

    public Account open(String owner) throws RemoteException {
        AccountImpl account = new AccountImpl();
        accounts.put(owner, account);
        return account;
    }

    public Account find(String owner) {
        return accounts.get(owner);
    }

    public String name() {
        return name;
    }
}
