package dev.hearth.core.hosted.jdk;

import dev.hearth.core.hosted.HostedCode;
import dev.hearth.core.hosted.HostedRegistries;
import java.rmi.RemoteException;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** Stands for {@link java.rmi.registry.LocateRegistry}. */
public final class LocateRegistry {

    private LocateRegistry() {}

    public static Registry getRegistry() throws RemoteException {
        return HostedRegistries.getRegistry(null, Registry.REGISTRY_PORT, null, HostedCode.caller());
    }

    public static Registry getRegistry(int port) throws RemoteException {
        return HostedRegistries.getRegistry(null, port, null, HostedCode.caller());
    }

    public static Registry getRegistry(@Nullable String host) throws RemoteException {
        return HostedRegistries.getRegistry(host, Registry.REGISTRY_PORT, null, HostedCode.caller());
    }

    public static Registry getRegistry(@Nullable String host, int port) throws RemoteException {
        return HostedRegistries.getRegistry(host, port, null, HostedCode.caller());
    }

    public static Registry getRegistry(@Nullable String host, int port, @Nullable RMIClientSocketFactory factory)
            throws RemoteException {
        return HostedRegistries.getRegistry(host, port, factory, HostedCode.caller());
    }

    public static Registry createRegistry(int port) throws RemoteException {
        return HostedRegistries.createRegistry(port, null, null, HostedCode.caller());
    }

    public static Registry createRegistry(
            int port, @Nullable RMIClientSocketFactory clientFactory, @Nullable RMIServerSocketFactory serverFactory)
            throws RemoteException {
        return HostedRegistries.createRegistry(port, clientFactory, serverFactory, HostedCode.caller());
    }
}
