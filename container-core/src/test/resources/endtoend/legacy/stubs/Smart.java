package legacy.stubs;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.rmi.MarshalledObject;
import java.rmi.RemoteException;

/** A client-side part of a service, which its users find in the registry in the place of a stub. */
public class Smart implements Desk, Serializable {

    private static final long serialVersionUID = 1;

    private final Desk stub;
    private String known;

    Smart(Desk stub) {
        this.stub = stub;
    }

    public String name() throws RemoteException {
        if (known == null) {
            known = "smart " + stub.name();
        }
        return known;
    }

    public int post() throws Exception {
        return stub.post();
    }

    public MarshalledObject<Desk> sealed() throws Exception {
        return stub.sealed();
    }

    public String filed() throws Exception {
        return stub.filed();
    }

    public String inside() throws Exception {
        return stub.inside();
    }

    /** The same as a proxy. */
    static final class Handler implements InvocationHandler, Serializable {

        private static final long serialVersionUID = 1;

        private final Desk stub;

        Handler(Desk stub) {
            this.stub = stub;
        }

        public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
            try {
                Object result = method.invoke(stub, args);
                return result instanceof String ? "proxied " + result : result;
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }
    }
}
