package dev.hearth.core.hosted;

import dev.hearth.core.adapter.Exports;
import dev.hearth.core.adapter.ObjectRef;
import dev.hearth.core.adapter.Terms;
import dev.hearth.core.call.StandIn;
import java.io.ObjectInputFilter;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.server.ExportException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.RemoteRef;
import java.rmi.server.RemoteStub;
import java.rmi.server.ServerNotActiveException;
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

    private HostedRmi() {}

    /** Stands for {@link java.rmi.server.RemoteServer#getClientHost()}. */
    public static String getClientHost(Class<?> caller) throws ServerNotActiveException {
        return Exports.clientHost();
    }

    /** Stands for {@link java.rmi.server.UnicastRemoteObject#exportObject(Remote)}. */
    @SuppressWarnings("deprecation") // the type that callers were compiled against
    public static RemoteStub exportObject(Remote object, Class<?> caller) throws ExportException {
        Remote reference = export(object, Terms.USUAL, caller);
        return StubClass.stub(object, reference).orElseGet(() -> new ExportedStub(reference));
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
        if (object instanceof HostedRegistry created) {
            return created.code().exports().giveUp(created.code().deployment(), created.port());
        }
        return code(caller).exports().unexport(object, force);
    }

    /** Stands for {@link java.rmi.server.RemoteObject#toStub(Remote)}. */
    public static Remote toStub(Remote object, Class<?> caller) throws NoSuchObjectException {
        return object instanceof HostedRegistry || StandIn.meant(object) != object
                ? object
                : code(caller).exports().toStub(object);
    }

    /**
     * What {@link java.rmi.server.RemoteObject#getRef()} of an exported object is.
     *
     * @param exported what its export returned
     */
    public static RemoteRef ref(Remote exported) {
        return new ObjectRef(exported);
    }

    private static HostedCode code(Class<?> caller) throws NoSuchObjectException {
        HostedCode code = HostedCode.of(caller);
        if (code == null) {
            throw new NoSuchObjectException("object not exported: " + HostedCode.stranger(caller));
        }
        return code;
    }

    private static Remote export(Remote object, Terms terms, Class<?> caller) throws ExportException {
        HostedCode code = HostedCode.of(caller);
        if (code == null) {
            throw new ExportException(HostedCode.stranger(caller));
        }
        return code.exports().export(code.deployment(), object, terms);
    }
}
