package dev.hearth.core.store;

import java.rmi.Remote;
import java.util.Optional;

/** Names of hosted objects that are nothing but their names. */
final class FakeNames implements HostedNames {

    /** A remote interface. */
    interface Account extends Remote {}

    /** A reference as the container would make it. */
    record Reference(String name) implements Account {}

    @Override
    public Optional<String> nameOf(Remote object) {
        return object instanceof Reference reference ? Optional.of(reference.name()) : Optional.empty();
    }

    @Override
    public Remote reference(String name, Class<?> type) {
        return (Remote) type.cast(new Reference(name));
    }
}
