package dev.hearth.core.hosted;

import java.net.MalformedURLException;
import java.rmi.AlreadyBoundException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.Registry;
import java.rmi.server.ExportException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The static methods of {@link java.rmi.registry.LocateRegistry} and {@link java.rmi.Naming} for hosted code.
 *
 * <p>A registry on this machine, at the usual port or one of the container's, is the container's own. All others are called
 * as any other server is.
 *
 * <p>Thread-safe.
 */
public final class HostedRegistries {

    private HostedRegistries() {}

    /** Stands for {@link java.rmi.registry.LocateRegistry#getRegistry(String, int, RMIClientSocketFactory)}. */
    public static Registry getRegistry(
            @Nullable String host, int port, @Nullable RMIClientSocketFactory factory, Class<?> caller)
            throws RemoteException {
        HostedCode code = code(caller);
        int wanted = port <= 0 ? Registry.REGISTRY_PORT : port;
        String there = host == null ? "" : host;
        if (code.registries().ours(there, wanted)) {
            return new HostedRegistry(code, 0);
        }
        return code.registries().at(there.isEmpty() ? "localhost" : there, wanted, factory, code.deployment());
    }

    /**
     * Stands for {@link java.rmi.registry.LocateRegistry#createRegistry(int, RMIClientSocketFactory,
     * RMIServerSocketFactory)}: the container's registry answers at that port too, until it is unexported or the deployment
     * ends.
     */
    public static Registry createRegistry(
            int port,
            @Nullable RMIClientSocketFactory clientFactory,
            @Nullable RMIServerSocketFactory serverFactory,
            Class<?> caller)
            throws RemoteException {
        HostedCode code = code(caller);
        code.exports().keepOpen(code.deployment(), port, clientFactory, serverFactory);
        return new HostedRegistry(code, port);
    }

    private static HostedCode code(Class<?> caller) throws ExportException {
        HostedCode code = HostedCode.of(caller);
        if (code == null) {
            throw new ExportException(HostedCode.stranger(caller));
        }
        return code;
    }

    /** Stands for {@link java.rmi.Naming#lookup}. */
    public static Remote lookup(String url, Class<?> caller)
            throws NotBoundException, MalformedURLException, RemoteException {
        RmiName name = RmiName.parse(url);
        Registry registry = registry(name, caller);
        return name.name() == null ? registry : registry.lookup(name.name());
    }

    /** Stands for {@link java.rmi.Naming#bind}. */
    public static void bind(String url, Remote object, Class<?> caller)
            throws AlreadyBoundException, MalformedURLException, RemoteException {
        RmiName name = RmiName.parse(url);
        registry(name, caller).bind(named(name, url), bindable(object));
    }

    /** Stands for {@link java.rmi.Naming#rebind}. */
    public static void rebind(String url, Remote object, Class<?> caller)
            throws MalformedURLException, RemoteException {
        RmiName name = RmiName.parse(url);
        registry(name, caller).rebind(named(name, url), bindable(object));
    }

    /** Stands for {@link java.rmi.Naming#unbind}. */
    public static void unbind(String url, Class<?> caller)
            throws NotBoundException, MalformedURLException, RemoteException {
        RmiName name = RmiName.parse(url);
        registry(name, caller).unbind(named(name, url));
    }

    /** Stands for {@link java.rmi.Naming#list}: the names with the registry's address before them. */
    public static String[] list(String url, Class<?> caller) throws MalformedURLException, RemoteException {
        RmiName name = RmiName.parse(url);
        String prefix = name.port() == Registry.REGISTRY_PORT && name.host().isEmpty()
                ? ""
                : "//" + name.host() + ":" + name.port() + "/";
        String[] names = registry(name, caller).list();
        for (int i = 0; i < names.length; i++) {
            names[i] = prefix + names[i];
        }
        return names;
    }

    private static String named(RmiName name, String url) throws MalformedURLException {
        if (name.name() == null) {
            throw new MalformedURLException("no name in URL: " + url);
        }
        return name.name();
    }

    private static Remote bindable(@Nullable Remote object) {
        if (object == null) {
            throw new NullPointerException("cannot bind to null");
        }
        return object;
    }

    private static Registry registry(RmiName name, Class<?> caller) throws RemoteException {
        return getRegistry(name.host(), name.port(), null, caller);
    }
}
