package rmic;

import java.lang.reflect.Method;
import java.rmi.RemoteException;
import java.rmi.UnexpectedException;
import java.rmi.server.RemoteRef;
import java.rmi.server.RemoteStub;

/** As rmic wrote it. */
@SuppressWarnings("deprecation")
public final class DoorImpl_Stub extends RemoteStub implements Door {
    private static final long serialVersionUID = 2;

    private static Method knock;
    private static Method stub;
    private static Method enter;

    static {
        try {
            knock = Knocker.class.getMethod("knock", String.class);
            stub = Door.class.getMethod("stub");
            enter = Door.class.getMethod("enter", Guest.class);
        } catch (NoSuchMethodException impossible) {
            throw new NoSuchMethodError("stub class initialization failed");
        }
    }

    public DoorImpl_Stub(RemoteRef ref) {
        super(ref);
    }

    private Object invoke(Method method, Object[] arguments, long hash) throws RemoteException {
        try {
            return ref.invoke(this, method, arguments, hash);
        } catch (RuntimeException | RemoteException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new UnexpectedException("undeclared checked exception", thrown);
        }
    }

    @Override
    public String knock(String who) throws RemoteException {
        return (String) invoke(knock, new Object[] {who}, 6655228859136198642L);
    }

    @Override
    public Door stub() throws RemoteException {
        return (Door) invoke(stub, null, 2862166005383690340L);
    }

    @Override
    public String enter(Guest guest) throws RemoteException {
        return (String) invoke(enter, new Object[] {guest}, 2644010908821353021L);
    }
}
