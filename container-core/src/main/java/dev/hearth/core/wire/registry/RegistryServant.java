package dev.hearth.core.wire.registry;

import dev.hearth.core.wire.registry.Bindings.Bound;
import dev.hearth.core.wire.registry.Bindings.Foreign;
import dev.hearth.core.wire.registry.Bindings.Hosted;
import java.rmi.AccessException;
import java.rmi.AlreadyBoundException;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The servant of the object {@code registry}, which behaves as the JDK's own registry does, and knows deployed objects
 * besides.
 *
 * <p>Who writes a whole URL where a name belongs finds what is bound as that, or else what its name means.
 *
 * <p>A deployed name belongs to its deployment. {@code bind} there throws {@link AlreadyBoundException}, for that is what
 * it is, and what callers of {@code bind} expect; {@code rebind} and {@code unbind}, which have no such answer, throw
 * {@link AccessException}. A type that is deployed later hides what is bound at its name until it goes.
 *
 * <p>Thread-safe if its directory is.
 */
public final class RegistryServant implements Registry {

    private final Directory directory;
    private final Bindings bindings;
    private final BindingRules rules;

    public RegistryServant(Directory directory, Bindings bindings, BindingRules rules) {
        this.directory = directory;
        this.bindings = bindings;
        this.rules = rules;
    }

    @Override
    public Remote lookup(String name) throws NotBoundException, RemoteException {
        Objects.requireNonNull(name);
        try {
            return find(name);
        } catch (NotBoundException unbound) {
            String shorter = withoutAddress(name);
            if (shorter.isEmpty()) {
                throw unbound;
            }
            return find(shorter);
        }
    }

    /** The last part of what was written as {@link java.rmi.Naming} takes it; empty if it was not. */
    private static String withoutAddress(String name) {
        String rest = name.startsWith("rmi://") ? name.substring("rmi:".length()) : name;
        int slash = rest.startsWith("//") ? rest.indexOf('/', 2) : -1;
        return slash < 0 ? "" : rest.substring(slash + 1);
    }

    private Remote find(String name) throws NotBoundException, RemoteException {
        Bound bound = directory.deployed(name) ? null : bindings.get(name).orElse(null);
        if (bound == null || !directory.visible(name)) {
            return directory.lookup(name);
        }
        return bound instanceof Hosted hosted ? hosted(name, hosted) : ((Foreign) bound).stub();
    }

    /** The number of the hosted object that is bound at this name; empty if there is none, or a type is deployed there. */
    public OptionalLong boundAt(String name) {
        return !directory.deployed(name) && bindings.get(name).orElse(null) instanceof Hosted hosted
                ? OptionalLong.of(hosted.number())
                : OptionalLong.empty();
    }

    /** An object that has ended takes its names along; this one came in between. */
    private Remote hosted(String name, Hosted bound) throws NotBoundException, RemoteException {
        try {
            return directory.object(bound.number());
        } catch (NoSuchObjectException ended) {
            bindings.remove(name, bound);
            throw new NotBoundException(name);
        }
    }

    @Override
    public String[] list() {
        List<String> names = new ArrayList<>(directory.names());
        for (String name : bindings.names()) {
            if (!directory.deployed(name) && directory.visible(name)) {
                names.add(name);
            }
        }
        return names.toArray(String[]::new);
    }

    @Override
    public void bind(String name, Remote object) throws AlreadyBoundException, RemoteException {
        rules.check("bind", directory.caller());
        Objects.requireNonNull(name);
        if (directory.deployed(name) || bindings.get(name).isPresent()) {
            throw new AlreadyBoundException(name);
        }
        this.<AlreadyBoundException>keep(
                object, bound -> bindings.add(name, bound, directory.caller().deployment()));
    }

    @Override
    public void rebind(String name, Remote object) throws RemoteException {
        rules.check("rebind", directory.caller());
        requireNotDeployed(directory, "rebind", Objects.requireNonNull(name));
        this.<RemoteException>keep(
                object,
                bound -> unnamed(bindings.put(name, bound, directory.caller().deployment())));
    }

    @Override
    public void unbind(String name) throws NotBoundException, RemoteException {
        rules.check("unbind", directory.caller());
        Bound before = bindings.remove(Objects.requireNonNull(name));
        if (before == null) {
            requireNotDeployed(directory, "unbind", name);
            throw new NotBoundException(name);
        }
        unnamed(before);
    }

    static void requireNotDeployed(Directory directory, String operation, String name) throws AccessException {
        if (directory.deployed(name)) {
            throw new AccessException("HEARTH-BIND: Registry." + operation + " disallowed; " + name
                    + " is the name of a deployed object: bind another name, or undeploy the object");
        }
    }

    /** What is to be done with something that can be kept. */
    private interface Keeping<E extends Exception> {
        void with(Bound bound) throws RemoteException, E;
    }

    private <E extends Exception> void keep(Remote object, Keeping<E> keeping) throws RemoteException, E {
        OptionalLong number = directory.numberOf(Objects.requireNonNull(object));
        if (number.isEmpty()) {
            keeping.with(new Foreign(directory.stub(object)));
        } else {
            directory.whileHeld(
                    number.getAsLong(), (Directory.Held<E>) type -> keeping.with(new Hosted(number.getAsLong(), type)));
        }
    }

    private void unnamed(@Nullable Bound before) {
        if (before instanceof Hosted hosted && !bindings.holds(hosted.number())) {
            directory.unnamed(hosted.number());
        }
    }
}
