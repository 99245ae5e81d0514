package dev.hearth.core.hosted;

import java.net.MalformedURLException;
import java.rmi.AccessException;
import java.rmi.AlreadyBoundException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.Registry;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.naming.Binding;
import javax.naming.CommunicationException;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.InvalidNameException;
import javax.naming.Name;
import javax.naming.NameAlreadyBoundException;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NameParser;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.NoPermissionException;
import javax.naming.OperationNotSupportedException;
import org.jspecify.annotations.Nullable;

/**
 * A registry as a naming context, for hosted code: of names in it, or of whole URLs.
 *
 * <p>What is not remote is not bound: a {@code Reference} would tell others which classes to load.
 *
 * <p>Not thread-safe, as no naming context has to be.
 */
@SuppressWarnings({
    "JdkObsolete", // the environment's type in naming
    "BanJNDI" // nothing that was bound is turned into an object here: there are stubs only
})
public final class RegistryContext implements Context {

    private final @Nullable Registry registry;
    private final Hashtable<Object, Object> environment;
    private final Class<?> caller;

    private RegistryContext(@Nullable Registry registry, Hashtable<?, ?> environment, Class<?> caller) {
        this.registry = registry;
        this.environment = new Hashtable<>(environment);
        this.caller = caller;
    }

    /** The context of the registry that a provider's URL names. */
    public static Context at(String url, Hashtable<?, ?> environment, Class<?> caller) throws NamingException {
        return new RegistryContext(registry(parsed(url), caller), environment, caller);
    }

    /** The context in which each name is a URL. */
    public static Context ofUrls(Hashtable<?, ?> environment, Class<?> caller) {
        return new RegistryContext(null, environment, caller);
    }

    /** Whether such a context understands this name. */
    public static boolean isUrl(String name) {
        return name.startsWith("rmi:");
    }

    /** A name and the registry that has it. */
    private record Place(Registry registry, String name) {}

    private Place place(String name) throws NamingException {
        Registry own = registry;
        if (own != null && !isUrl(name)) {
            return new Place(own, name);
        }
        RmiName parsed = parsed(name);
        String inner = parsed.name();
        return new Place(registry(parsed, caller), inner == null ? "" : inner);
    }

    private static RmiName parsed(String url) throws NamingException {
        try {
            String rest = url.substring(url.indexOf(':') + 1);
            return RmiName.parse(rest.startsWith("//") || rest.isEmpty() ? rest : "///" + rest);
        } catch (MalformedURLException malformed) {
            throw caused(new InvalidNameException(String.valueOf(malformed.getMessage())), malformed);
        }
    }

    private static Registry registry(RmiName name, Class<?> caller) throws NamingException {
        try {
            return HostedRegistries.getRegistry(name.host(), name.port(), null, caller);
        } catch (RemoteException unreachable) {
            throw failure(unreachable, name.toString());
        }
    }

    @Override
    public Object lookup(String name) throws NamingException {
        Place place = place(name);
        if (place.name.isEmpty()) {
            return new RegistryContext(place.registry, environment, caller);
        }
        try {
            return place.registry.lookup(place.name);
        } catch (NotBoundException | RemoteException failed) {
            throw failure(failed, place.name);
        }
    }

    @Override
    public void bind(String name, Object object) throws NamingException {
        Place place = named(name);
        try {
            place.registry.bind(place.name, remote(object));
        } catch (AlreadyBoundException | RemoteException failed) {
            throw failure(failed, place.name);
        }
    }

    @Override
    public void rebind(String name, Object object) throws NamingException {
        Place place = named(name);
        try {
            place.registry.rebind(place.name, remote(object));
        } catch (RemoteException failed) {
            throw failure(failed, place.name);
        }
    }

    @Override
    public void unbind(String name) throws NamingException {
        Place place = named(name);
        try {
            place.registry.unbind(place.name);
        } catch (NotBoundException gone) {
            return; // which is what was wanted
        } catch (RemoteException failed) {
            throw failure(failed, place.name);
        }
    }

    @Override
    public void rename(String from, String to) throws NamingException {
        Place before = named(from);
        Place after = named(to);
        try {
            after.registry.bind(after.name, before.registry.lookup(before.name));
            before.registry.unbind(before.name);
        } catch (AlreadyBoundException | NotBoundException | RemoteException failed) {
            throw failure(failed, before.name);
        }
    }

    private Place named(String name) throws NamingException {
        Place place = place(name);
        if (place.name.isEmpty()) {
            throw new InvalidNameException("a registry can't be bound itself: '" + name + "' has no name in it");
        }
        return place;
    }

    private static Remote remote(@Nullable Object object) throws NamingException {
        if (object instanceof Remote remote) {
            return remote;
        }
        throw new OperationNotSupportedException("a registry takes remote objects only, and "
                + (object == null ? "null" : object.getClass().getName()) + " is none");
    }

    @Override
    public NamingEnumeration<NameClassPair> list(String name) throws NamingException {
        List<NameClassPair> found = new ArrayList<>();
        for (String each : names(name)) {
            found.add(new NameClassPair(each, Remote.class.getName()));
        }
        return new Found<>(found);
    }

    @Override
    public NamingEnumeration<Binding> listBindings(String name) throws NamingException {
        Place place = place(name);
        List<Binding> found = new ArrayList<>();
        for (String each : names(name)) {
            binding(place, each).ifPresent(found::add);
        }
        return new Found<>(found);
    }

    private static Optional<Binding> binding(Place place, String name) throws NamingException {
        try {
            return Optional.of(new Binding(name, place.registry.lookup(name)));
        } catch (NotBoundException gone) {
            return Optional.empty(); // between the two looks
        } catch (RemoteException failed) {
            throw failure(failed, name);
        }
    }

    private String[] names(String name) throws NamingException {
        Place place = place(name);
        if (!place.name.isEmpty()) {
            throw new NameNotFoundException(place.name + " is no registry");
        }
        try {
            return place.registry.list();
        } catch (RemoteException failed) {
            throw failure(failed, name);
        }
    }

    private static NamingException failure(Exception failed, String name) {
        NamingException shown;
        if (failed instanceof NotBoundException) {
            shown = new NameNotFoundException(name + " not bound");
        } else if (failed instanceof AlreadyBoundException) {
            shown = new NameAlreadyBoundException(name);
        } else if (failed instanceof AccessException) {
            shown = new NoPermissionException(failed.getMessage());
        } else {
            shown = new CommunicationException(failed.getMessage());
        }
        return caused(shown, failed);
    }

    private static NamingException caused(NamingException shown, Exception cause) {
        shown.setRootCause(cause);
        return shown;
    }

    /** What stands in the registry at this moment. */
    private static final class Found<T> implements NamingEnumeration<T> {

        private final Iterator<T> left;

        Found(List<T> all) {
            this.left = all.iterator();
        }

        @Override
        public T next() {
            return left.next();
        }

        @Override
        public boolean hasMore() {
            return left.hasNext();
        }

        @Override
        public void close() {}

        @Override
        public boolean hasMoreElements() {
            return left.hasNext();
        }

        @Override
        public T nextElement() {
            return left.next();
        }
    }

    // names in parts, of which a registry knows none

    @Override
    public Object lookup(Name name) throws NamingException {
        return lookup(name.toString());
    }

    @Override
    public void bind(Name name, Object object) throws NamingException {
        bind(name.toString(), object);
    }

    @Override
    public void rebind(Name name, Object object) throws NamingException {
        rebind(name.toString(), object);
    }

    @Override
    public void unbind(Name name) throws NamingException {
        unbind(name.toString());
    }

    @Override
    public void rename(Name from, Name to) throws NamingException {
        rename(from.toString(), to.toString());
    }

    @Override
    public NamingEnumeration<NameClassPair> list(Name name) throws NamingException {
        return list(name.toString());
    }

    @Override
    public NamingEnumeration<Binding> listBindings(Name name) throws NamingException {
        return listBindings(name.toString());
    }

    @Override
    public Object lookupLink(String name) throws NamingException {
        return lookup(name);
    }

    @Override
    public Object lookupLink(Name name) throws NamingException {
        return lookup(name);
    }

    @Override
    public NameParser getNameParser(String name) {
        return CompositeName::new;
    }

    @Override
    public NameParser getNameParser(Name name) {
        return CompositeName::new;
    }

    @Override
    public Name composeName(Name name, Name prefix) throws NamingException {
        return ((Name) prefix.clone()).addAll(name);
    }

    @Override
    public String composeName(String name, String prefix) throws NamingException {
        return composeName(new CompositeName(name), new CompositeName(prefix)).toString();
    }

    @Override
    public void destroySubcontext(String name) throws NamingException {
        throw flat();
    }

    @Override
    public void destroySubcontext(Name name) throws NamingException {
        throw flat();
    }

    @Override
    public Context createSubcontext(String name) throws NamingException {
        throw flat();
    }

    @Override
    public Context createSubcontext(Name name) throws NamingException {
        throw flat();
    }

    private static NamingException flat() {
        return new OperationNotSupportedException("a registry has no contexts in it");
    }

    // the environment

    @Override
    public @Nullable Object addToEnvironment(String key, Object value) {
        return environment.put(key, value);
    }

    @Override
    public @Nullable Object removeFromEnvironment(String key) {
        return environment.remove(key);
    }

    @Override
    public Hashtable<?, ?> getEnvironment() {
        return new Hashtable<>(environment);
    }

    @Override
    public String getNameInNamespace() {
        return "";
    }

    @Override
    public void close() {}
}
