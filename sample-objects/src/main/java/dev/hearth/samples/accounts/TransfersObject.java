package dev.hearth.samples.accounts;

import dev.hearth.api.HostedObject;
import dev.hearth.api.ObjectContext;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;

/**
 * Calls between hosted objects, as one transaction that nobody had to open.
 *
 * <p>All that a client's call changes on its way through persistent objects is committed together when it ends. If it
 * throws, all of it is undone: so the deposit comes first here, to show that the exception of the withdrawal takes it back.
 * Two transfers that go opposite ways at the same time can wait for each other; the container sees that and ends one of
 * them with an error that names the circle, which its client may repeat.
 */
@HostedObject(name = "transfers")
public final class TransfersObject implements Transfers {

    private final ObjectContext context;

    TransfersObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    public void transfer(String from, String to, long cents)
            throws RemoteException, NotBoundException, InsufficientFunds {
        account(to).deposit(cents);
        account(from).withdraw(cents);
    }

    private Account account(String owner) throws NotBoundException {
        return context.lookup("accounts/" + owner, Account.class);
    }
}
