package dev.hearth.core.hosted.jdk;

import dev.hearth.core.hosted.HostedCode;
import dev.hearth.core.hosted.HostedRegistries;
import java.net.MalformedURLException;
import java.rmi.AlreadyBoundException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;

/** Stands for {@link java.rmi.Naming}. */
public final class Naming {

    private Naming() {}

    public static Remote lookup(String name) throws NotBoundException, MalformedURLException, RemoteException {
        return HostedRegistries.lookup(name, HostedCode.caller());
    }

    public static void bind(String name, Remote object)
            throws AlreadyBoundException, MalformedURLException, RemoteException {
        HostedRegistries.bind(name, object, HostedCode.caller());
    }

    public static void rebind(String name, Remote object) throws MalformedURLException, RemoteException {
        HostedRegistries.rebind(name, object, HostedCode.caller());
    }

    public static void unbind(String name) throws NotBoundException, MalformedURLException, RemoteException {
        HostedRegistries.unbind(name, HostedCode.caller());
    }

    public static String[] list(String name) throws MalformedURLException, RemoteException {
        return HostedRegistries.list(name, HostedCode.caller());
    }
}
