package dev.hearth.core.hosted;

import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.Exports;
import dev.hearth.core.adapter.Terms;
import dev.hearth.core.call.Deployment;
import java.io.ObjectInputFilter;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.server.ExportException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.ServerNotActiveException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The static methods of {@link java.rmi.server.RemoteServer}, {@link java.rmi.server.UnicastRemoteObject} and {@link
 * java.rmi.server.RemoteObject} for hosted code.
 *
 * <p>The calling class says which deployment asks. Code that deployments share acts for the one whose call runs on the
 * thread, or else for the one whose class loader is the thread's.
 *
 * <p>Thread-safe.
 */
public final class HostedRmi {

    /** Where exports of the deployment with this loader go. Bounded by the versions of deployments that are there. */
    private static final Map<ClassLoader, Home> HOMES = new ConcurrentHashMap<>();

    private record Home(Deployment deployment, Exports exports) {}

    private HostedRmi() {}

    /** Code of this version of a deployment may call from now on. */
    public static void open(Deployment deployment, Exports exports) {
        HOMES.put(deployment.loader(), new Home(deployment, exports));
    }

    /** The version is gone, and its class loader is forgotten. */
    public static void close(Deployment deployment) {
        HOMES.remove(deployment.loader());
    }

    /** Stands for {@link java.rmi.server.RemoteServer#getClientHost()}. */
    public static String getClientHost(Class<?> caller) throws ServerNotActiveException {
        return Exports.clientHost();
    }

    /** Stands for {@link java.rmi.server.UnicastRemoteObject#exportObject(Remote)}; the stub is a proxy. */
    public static Remote exportObject(Remote object, Class<?> caller) throws ExportException {
        return export(object, Terms.USUAL, caller);
    }

    /** Stands for {@link java.rmi.server.UnicastRemoteObject#exportObject(Remote, int)}. */
    public static Remote exportObject(Remote object, int port, Class<?> caller) throws ExportException {
        return export(object, new Terms(port, null, null, null), caller);
    }

    /** Stands for {@link java.rmi.server.UnicastRemoteObject#exportObject(Remote, int, ObjectInputFilter)}. */
    public static Remote exportObject(Remote object, int port, @Nullable ObjectInputFilter filter, Class<?> caller)
            throws ExportException {
        return export(object, new Terms(port, null, null, filter), caller);
    }

    /**
     * Stands for {@link java.rmi.server.UnicastRemoteObject#exportObject(Remote, int, RMIClientSocketFactory,
     * RMIServerSocketFactory)}.
     */
    public static Remote exportObject(
            Remote object,
            int port,
            @Nullable RMIClientSocketFactory clientFactory,
            @Nullable RMIServerSocketFactory serverFactory,
            Class<?> caller)
            throws ExportException {
        return export(object, new Terms(port, clientFactory, serverFactory, null), caller);
    }

    /**
     * Stands for {@link java.rmi.server.UnicastRemoteObject#exportObject(Remote, int, RMIClientSocketFactory,
     * RMIServerSocketFactory, ObjectInputFilter)}.
     */
    public static Remote exportObject(
            Remote object,
            int port,
            @Nullable RMIClientSocketFactory clientFactory,
            @Nullable RMIServerSocketFactory serverFactory,
            @Nullable ObjectInputFilter filter,
            Class<?> caller)
            throws ExportException {
        return export(object, new Terms(port, clientFactory, serverFactory, filter), caller);
    }

    /** Stands for {@link java.rmi.server.UnicastRemoteObject#unexportObject(Remote, boolean)}. */
    public static boolean unexportObject(Remote object, boolean force, Class<?> caller) throws NoSuchObjectException {
        Home home = home(caller);
        if (home == null) {
            throw new NoSuchObjectException("object not exported: " + stranger(caller));
        }
        return home.exports.unexport(object, force);
    }

    /** Stands for {@link java.rmi.server.RemoteObject#toStub(Remote)}. */
    public static Remote toStub(Remote object, Class<?> caller) throws NoSuchObjectException {
        Home home = home(caller);
        if (home == null) {
            throw new NoSuchObjectException("object not exported: " + stranger(caller));
        }
        return home.exports.toStub(object);
    }

    private static Remote export(Remote object, Terms terms, Class<?> caller) throws ExportException {
        Home home = home(caller);
        if (home == null) {
            throw new ExportException(stranger(caller));
        }
        return home.exports.export(home.deployment, object, terms);
    }

    private static String stranger(Class<?> caller) {
        return caller.getName() + " is no class of a deployment, and no call of a hosted object runs on this thread";
    }

    private static @Nullable Home home(Class<?> caller) {
        Home own = find(caller.getClassLoader());
        if (own != null) {
            return own;
        }
        CallScope scope = CallScope.current();
        return scope != null
                ? find(scope.slot().type().deployment().loader())
                : find(Thread.currentThread().getContextClassLoader());
    }

    private static @Nullable Home find(@Nullable ClassLoader loader) {
        return loader == null ? null : HOMES.get(loader);
    }
}
