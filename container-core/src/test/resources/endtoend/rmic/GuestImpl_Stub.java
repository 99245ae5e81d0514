package rmic;

import java.lang.reflect.Method;
import java.rmi.RemoteException;
import java.rmi.UnexpectedException;
import java.rmi.server.RemoteRef;
import java.rmi.server.RemoteStub;

/** As rmic wrote it. */
@SuppressWarnings("deprecation")
public final class GuestImpl_Stub extends RemoteStub implements Guest {
    private static final long serialVersionUID = 2;

    private static Method greet;

    static {
        try {
            greet = Guest.class.getMethod("greet", String.class);
        } catch (NoSuchMethodException impossible) {
            throw new NoSuchMethodError("stub class initialization failed");
        }
    }

    public GuestImpl_Stub(RemoteRef ref) {
        super(ref);
    }

    @Override
    public String greet(String whom) throws RemoteException {
        try {
            return (String) ref.invoke(this, greet, new Object[] {whom}, 2310137294995915874L);
        } catch (RuntimeException | RemoteException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new UnexpectedException("undeclared checked exception", thrown);
        }
    }
}
