package dev.hearth.core.adapter;

import dev.hearth.api.Attribute;
import dev.hearth.api.Caller;
import dev.hearth.api.ObjectContext;
import dev.hearth.core.call.Deployment;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.util.Optional;

/** The surroundings of one activation. */
final class HostedContext implements ObjectContext {

    private final ObjectAdapter adapter;
    private final ObjectSlot slot;
    private final Deployment version;
    private final boolean isNew;

    /** @param version of the servant's class */
    HostedContext(ObjectAdapter adapter, ObjectSlot slot, Deployment version, boolean isNew) {
        this.adapter = adapter;
        this.slot = slot;
        this.version = version;
        this.isNew = isNew;
    }

    @Override
    public String name() {
        return slot.name();
    }

    @Override
    public String key() {
        return slot.key();
    }

    @Override
    public Caller caller() {
        return scope().caller();
    }

    @Override
    public <T> Optional<T> attribute(Attribute<T> attribute) {
        CallScope scope = CallScope.current();
        return scope == null ? Optional.empty() : scope.attribute(attribute);
    }

    private static CallScope scope() {
        CallScope scope = CallScope.current();
        if (scope == null) {
            throw new IllegalStateException("this thread runs no call: ask for the caller on the thread of the call");
        }
        return scope;
    }

    @Override
    public <T extends Remote> T lookup(String name, Class<T> type) throws NotBoundException {
        return type.cast(adapter.reference(name, type, version.loader()));
    }

    @Override
    public boolean exists(String name) {
        return adapter.exists(name);
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(version.settings().get(name));
    }

    @Override
    public void remove() {
        scope().transaction().remove(slot);
    }
}
