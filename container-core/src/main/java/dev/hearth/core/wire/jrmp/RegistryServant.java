package dev.hearth.core.wire.jrmp;

import java.rmi.AccessException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.registry.Registry;

/**
 * The servant of the object {@code registry}: finds names, and gives none.
 *
 * <p>Thread-safe if its directory is.
 */
public final class RegistryServant implements Registry {

    private final Directory directory;

    public RegistryServant(Directory directory) {
        this.directory = directory;
    }

    @Override
    public Remote lookup(String name) throws NotBoundException {
        return directory.lookup(name);
    }

    @Override
    public String[] list() {
        return directory.list();
    }

    @Override
    public void bind(String name, Remote object) throws AccessException {
        throw refusal("bind", name);
    }

    @Override
    public void rebind(String name, Remote object) throws AccessException {
        throw refusal("rebind", name);
    }

    @Override
    public void unbind(String name) throws AccessException {
        throw refusal("unbind", name);
    }

    private static AccessException refusal(String operation, String name) {
        return new AccessException(operation + " of \"" + name
                + "\" refused: names come from what is deployed; put a JAR into deploy/ instead");
    }
}
