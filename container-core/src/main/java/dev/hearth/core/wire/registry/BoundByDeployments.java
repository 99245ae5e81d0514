package dev.hearth.core.wire.registry;

import dev.hearth.core.call.CodeNames;
import dev.hearth.core.wire.registry.Bindings.Binding;
import dev.hearth.core.wire.registry.Bindings.Bound;
import dev.hearth.core.wire.registry.Bindings.Hosted;
import java.rmi.RemoteException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The container's own hand on the bindings of deployments. Thread-safe if its directory is. */
public final class BoundByDeployments implements CodeNames {

    private final Directory directory;
    private final Bindings bindings;

    public BoundByDeployments(Directory directory, Bindings bindings) {
        this.directory = directory;
        this.bindings = bindings;
    }

    @Override
    public boolean boundBy(String deployment, String name) {
        return bindings.boundBy(deployment, name);
    }

    @Override
    public void unbind(String deployment, String name) {
        unnamed(bindings.remove(name, deployment));
    }

    @Override
    public void requireBindable(Collection<String> names) throws RemoteException {
        for (String name : names) {
            RegistryServant.requireNotDeployed(directory, "rebind", name);
        }
        bindings.requireRoom(names);
    }

    @Override
    public void forget(ClassLoader loader) {
        bindings.forget(loader);
    }

    @Override
    public Former keep(Collection<String> names) {
        return new Kept(List.copyOf(names), bindings.keep(names));
    }

    private void unnamed(@Nullable Bound before) {
        if (before instanceof Hosted hosted && !bindings.holds(hosted.number())) {
            directory.unnamed(hosted.number());
        }
    }

    private final class Kept implements Former {
        private final List<String> names;
        private final Map<String, Binding> meanings;

        Kept(List<String> names, Map<String, Binding> meanings) {
            this.names = names;
            this.meanings = meanings;
        }

        @Override
        public void putBack(String deployment) {
            names.forEach(name -> unnamed(bindings.putBack(name, meanings.get(name), deployment)));
        }

        @Override
        public void close() {
            bindings.release(meanings.values());
            meanings.values().forEach(binding -> unnamed(binding.bound()));
        }
    }
}
