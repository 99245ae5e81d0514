package dev.hearth.core.cli.prove.objects;

import dev.hearth.api.HostedObject;
import dev.hearth.api.ObjectContext;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;

/** Lets the one receive before the other pays, so that a purse with too little in it undoes a change. */
@HostedObject(name = "transfers")
public final class TransfersObject implements Transfers {

    private final ObjectContext context;

    TransfersObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    public void move(String client, long number, String from, String to, long cents)
            throws RemoteException, NotBoundException {
        context.lookup(to, Purse.class).book(client, number, cents);
        context.lookup(from, Purse.class).book(client, number, -cents);
    }
}
