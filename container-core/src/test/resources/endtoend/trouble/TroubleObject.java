package trouble;

import dev.hearth.api.*;
import java.rmi.NoSuchObjectException;

@HostedObject(name = "trouble")
public final class TroubleObject implements Trouble {
    @Override
    public String hello() {
        return "hello";
    }

    @Override
    public void declared() throws Declared {
        throw new Declared("as declared");
    }

    @Override
    public void undeclared() {
        throw new IllegalStateException("as nobody declared");
    }

    @Override
    public void remoteException() throws NoSuchObjectException {
        throw new NoSuchObjectException("another one's");
    }

    @Override
    public Object unserialisable() {
        return new Thread("not to be sent");
    }

    @Override
    public void unserialisableException() {
        throw new IllegalStateException("holds something") {
            private final Object held = new Object();
        };
    }

    @Override
    public void error() {
        throw new AssertionError("never true");
    }

    @Override
    public void overflow() {
        overflow();
    }

    @Override
    public String take(Object any) {
        return any.getClass().getName();
    }

    @Override
    public Trouble another() {
        return new TroubleObject();
    }
}
