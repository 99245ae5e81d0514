package members;

import dev.hearth.api.*;
import java.rmi.RemoteException;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

@HostedObject(name = "desks", lifecycle = Lifecycle.PERSISTENT)
public final class DeskObject implements Desk {
    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    private final transient ObjectContext context;
    private Desk kept;

    DeskObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    public String who() {
        return context.caller().principal() + " " + new TreeSet<>(context.caller().roles());
    }

    @Override
    public Desk inner() {
        return new DeskObject(context);
    }

    @Override
    public String whoAt(Desk other) throws RemoteException {
        return other.who();
    }

    @Override
    public void keep(Desk other) {
        kept = other;
    }

    @Override
    public Desk kept() {
        return kept;
    }

    @Override
    public String whoAtKept() throws RemoteException {
        return kept.who();
    }

    @Override
    public String ring(Bell bell) throws RemoteException {
        return bell.rung(this);
    }

    @Override
    public void fail() throws Trouble {
        throw new Trouble(this);
    }

    @Override
    public String text(Desk other) {
        String text = String.valueOf(other);
        System.out.println("the other is " + text);
        return text;
    }

    @Override
    @ReadOnly
    public void hold() throws RemoteException {
        try {
            RELEASED.await();
        } catch (InterruptedException hurry) {
            throw new RemoteException("interrupted", hurry);
        }
    }

    @Override
    @ReadOnly
    public void release() {
        RELEASED.countDown();
    }

    @Override
    public String loginInside(String user, char[] password) throws RemoteException {
        try {
            context.lookup("login", Login.class).login(user, password);
            return "logged in";
        } catch (java.rmi.NotBoundException none) {
            return "no login";
        }
    }
}
