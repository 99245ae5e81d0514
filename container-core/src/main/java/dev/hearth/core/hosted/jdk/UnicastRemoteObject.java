package dev.hearth.core.hosted.jdk;

import dev.hearth.core.hosted.HostedCode;
import dev.hearth.core.hosted.HostedRmi;
import java.io.ObjectInputFilter;
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
        ref = HostedRmi.insideOf(HostedRmi.exportObject(this, port, HostedCode.caller()));
    }

    protected UnicastRemoteObject(
            int port, @Nullable RMIClientSocketFactory clientFactory, @Nullable RMIServerSocketFactory serverFactory)
            throws RemoteException {
        this.port = port;
        this.clientFactory = clientFactory;
        this.serverFactory = serverFactory;
        ref = HostedRmi.insideOf(HostedRmi.exportObject(this, port, clientFactory, serverFactory, HostedCode.caller()));
    }

    @Override
    public Object clone() throws CloneNotSupportedException {
        UnicastRemoteObject copy = (UnicastRemoteObject) super.clone();
        try {
            copy.ref = HostedRmi.insideOf(
                    HostedRmi.exportObject(copy, port, clientFactory, serverFactory, HostedCode.caller()));
        } catch (RemoteException refused) {
            throw new ServerCloneException("Clone failed", refused);
        }
        return copy;
    }

    public static RemoteStub exportObject(Remote object) throws RemoteException {
        return HostedRmi.exportObject(object, HostedCode.caller());
    }

    public static Remote exportObject(Remote object, int port) throws RemoteException {
        return HostedRmi.exportObject(object, port, HostedCode.caller());
    }

    public static Remote exportObject(
            Remote object,
            int port,
            @Nullable RMIClientSocketFactory clientFactory,
            @Nullable RMIServerSocketFactory serverFactory)
            throws RemoteException {
        return HostedRmi.exportObject(object, port, clientFactory, serverFactory, HostedCode.caller());
    }

    public static Remote exportObject(Remote object, int port, @Nullable ObjectInputFilter filter)
            throws RemoteException {
        return HostedRmi.exportObject(object, port, filter, HostedCode.caller());
    }

    public static Remote exportObject(
            Remote object,
            int port,
            @Nullable RMIClientSocketFactory clientFactory,
            @Nullable RMIServerSocketFactory serverFactory,
            @Nullable ObjectInputFilter filter)
            throws RemoteException {
        return HostedRmi.exportObject(object, port, clientFactory, serverFactory, filter, HostedCode.caller());
    }

    public static boolean unexportObject(Remote object, boolean force) throws NoSuchObjectException {
        return HostedRmi.unexportObject(object, force, HostedCode.caller());
    }
}
