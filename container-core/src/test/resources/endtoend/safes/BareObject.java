package safes;

import dev.hearth.api.*;

/** Says nothing of roles; opens a safe for its caller. */
@HostedObject(name = "bare")
public final class BareObject implements Safe {
    private final ObjectContext context;

    BareObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    public String open() throws java.rmi.RemoteException {
        return safe("safes/s").open();
    }

    @Override
    public String look() throws java.rmi.RemoteException {
        return safe("attics/a").look();
    }

    private Safe safe(String name) throws java.rmi.RemoteException {
        try {
            return context.lookup(name, Safe.class);
        } catch (java.rmi.NotBoundException none) {
            throw new java.rmi.RemoteException("no " + none.getMessage());
        }
    }

    @Override
    public String shut() {
        return "shut";
    }

    @Override
    public String audit() {
        return "bare";
    }

    @Override
    public String audit(String what) {
        return "bare " + what;
    }

    @Override
    public String greet() {
        return "hi";
    }

    @Override
    public Safe drawer() {
        return this;
    }
}
