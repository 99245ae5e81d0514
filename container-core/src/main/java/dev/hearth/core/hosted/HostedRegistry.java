package dev.hearth.core.hosted;

import dev.hearth.core.call.StandIn;
import java.io.Serializable;
import java.net.MalformedURLException;
import java.rmi.AlreadyBoundException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.Registry;
import java.util.Objects;
import java.util.Optional;

/**
 * The container's registry as the code of a deployment sees it.
 *
 * <p>Who writes a URL where the registry wants a name binds it as it is, as with the JDK's, and below its short name as well.
 *
 * <p>Equal to each other registry of the same deployment. Thread-safe.
 */
final class HostedRegistry implements Registry, StandIn, Serializable {

    private static final long serialVersionUID = 1;

    private final transient HostedCode code;

    /** The port that it was created on; 0 if it was only located. */
    private final transient int port;

    HostedRegistry(HostedCode code, int port) {
        this.code = code;
        this.port = port;
    }

    HostedCode code() {
        return code;
    }

    int port() {
        return port;
    }

    /** In messages and streams it is a stub of the container's registry. */
    @Override
    public Remote object() {
        return code.exports().registry(code.deployment());
    }

    private Object writeReplace() {
        return object();
    }

    @Override
    public Remote lookup(String name) throws NotBoundException, RemoteException {
        return code.names().lookup(Objects.requireNonNull(name));
    }

    @Override
    public void bind(String name, Remote object) throws AlreadyBoundException, RemoteException {
        code.names().bind(Objects.requireNonNull(name), bindable(object));
        Optional<String> shorter = shorter(name);
        if (shorter.isPresent()) {
            code.names().bind(shorter.get(), bindable(object));
        }
    }

    @Override
    public void rebind(String name, Remote object) throws RemoteException {
        code.names().rebind(Objects.requireNonNull(name), bindable(object));
        Optional<String> shorter = shorter(name);
        if (shorter.isPresent()) {
            code.names().rebind(shorter.get(), bindable(object));
        }
    }

    @Override
    public void unbind(String name) throws NotBoundException, RemoteException {
        code.names().unbind(Objects.requireNonNull(name));
        Optional<String> shorter = shorter(name);
        if (shorter.isPresent()) {
            code.names().unbind(shorter.get());
        }
    }

    @Override
    public String[] list() throws RemoteException {
        return code.names().list();
    }

    private static Remote bindable(Remote object) {
        return (Remote) StandIn.meant(Objects.requireNonNull(object));
    }

    private static Optional<String> shorter(String name) {
        if (!RmiName.isUrl(name)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(RmiName.parse(name).name());
        } catch (MalformedURLException noUrl) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostedRegistry that && that.code == code;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(code);
    }

    @Override
    public String toString() {
        return "the container's registry";
    }
}
