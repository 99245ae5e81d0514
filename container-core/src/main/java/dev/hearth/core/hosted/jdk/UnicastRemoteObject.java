package dev.hearth.core.hosted.jdk;

import dev.hearth.core.hosted.HostedCode;
import dev.hearth.core.hosted.HostedRmi;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamField;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.RemoteStub;
import java.rmi.server.ServerCloneException;
import org.jspecify.annotations.Nullable;

/**
 * Stands for {@link java.rmi.server.UnicastRemoteObject}: its objects are hosted by the container from their construction on.
 */
@SuppressWarnings("deprecation") // the type that callers were compiled against
public class UnicastRemoteObject extends RemoteServer {

    private static final long serialVersionUID = 1;

    /** What is written beside the exported object's class: transient otherwise, since it is no state of a hosted object. */
    @SuppressWarnings("UnusedVariable") // serialization reads it
    private static final ObjectStreamField[] serialPersistentFields = {
        new ObjectStreamField("port", int.class),
        new ObjectStreamField("clientFactory", RMIClientSocketFactory.class),
        new ObjectStreamField("serverFactory", RMIServerSocketFactory.class),
    };

    private final transient int port;
    private final transient @Nullable RMIClientSocketFactory clientFactory;
    private final transient @Nullable RMIServerSocketFactory serverFactory;

    protected UnicastRemoteObject() throws RemoteException {
        this(0);
    }

    protected UnicastRemoteObject(int port) throws RemoteException {
        this.port = port;
        this.clientFactory = null;
        this.serverFactory = null;
        export();
    }

    protected UnicastRemoteObject(
            int port, @Nullable RMIClientSocketFactory clientFactory, @Nullable RMIServerSocketFactory serverFactory)
            throws RemoteException {
        this.port = port;
        this.clientFactory = clientFactory;
        this.serverFactory = serverFactory;
        export();
    }

    private void export() throws RemoteException {
        exported(this, HostedRmi.exportObject(this, port, clientFactory, serverFactory, HostedCode.caller()));
    }

    /** An object that code reads from a stream of its own is exported as it was; in messages none comes in. */
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        export();
    }

    @Override
    public Object clone() throws CloneNotSupportedException {
        UnicastRemoteObject copy = (UnicastRemoteObject) super.clone();
        try {
            copy.export();
        } catch (RemoteException refused) {
            throw new ServerCloneException("Clone failed", refused);
        }
        return copy;
    }

    private static Remote exported(Remote object, Remote reference) {
        if (object instanceof UnicastRemoteObject known) {
            known.ref = HostedRmi.ref(reference);
        }
        return reference;
    }

    public static RemoteStub exportObject(Remote object) throws RemoteException {
        RemoteStub stub = HostedRmi.exportObject(object, HostedCode.caller());
        exported(object, HostedRmi.toStub(object, HostedCode.caller()));
        return stub;
    }

    public static Remote exportObject(Remote object, int port) throws RemoteException {
        return exported(object, HostedRmi.exportObject(object, port, HostedCode.caller()));
    }

    public static Remote exportObject(
            Remote object,
            int port,
            @Nullable RMIClientSocketFactory clientFactory,
            @Nullable RMIServerSocketFactory serverFactory)
            throws RemoteException {
        return exported(
                object, HostedRmi.exportObject(object, port, clientFactory, serverFactory, HostedCode.caller()));
    }

    public static Remote exportObject(Remote object, int port, @Nullable ObjectInputFilter filter)
            throws RemoteException {
        return exported(object, HostedRmi.exportObject(object, port, filter, HostedCode.caller()));
    }

    public static Remote exportObject(
            Remote object,
            int port,
            @Nullable RMIClientSocketFactory clientFactory,
            @Nullable RMIServerSocketFactory serverFactory,
            @Nullable ObjectInputFilter filter)
            throws RemoteException {
        return exported(
                object,
                HostedRmi.exportObject(object, port, clientFactory, serverFactory, filter, HostedCode.caller()));
    }

    public static boolean unexportObject(Remote object, boolean force) throws NoSuchObjectException {
        return HostedRmi.unexportObject(object, force, HostedCode.caller());
    }
}
