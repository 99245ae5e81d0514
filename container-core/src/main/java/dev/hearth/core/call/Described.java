package dev.hearth.core.call;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.Mark;
import dev.hearth.core.call.marks.Marks;
import java.util.List;

/** A hosted type as modules see it. */
final class Described implements DeployedType {

    private final HostedType type;
    private final Marks marks;

    /** While the type is being made: it is asked for nothing yet. */
    Described(HostedType type, Class<?> implementation) {
        this.type = type;
        this.marks = new Marks(implementation);
    }

    @Override
    public String deployment() {
        return type.deployment().name();
    }

    @Override
    public String name() {
        return type.name();
    }

    @Override
    public String className() {
        return type.implementation().getName();
    }

    @Override
    public List<String> interfaces() {
        return type.interfaces().stream().map(Class::getName).toList();
    }

    @Override
    public Lifecycle lifecycle() {
        return type.lifecycle();
    }

    @Override
    public Threading threading() {
        return type.threading();
    }

    @Override
    public List<Mark> marks() {
        return marks.ofClass();
    }

    @Override
    public List<Mark> marks(String method, String descriptor) {
        boolean remote = type.methods().stream()
                .anyMatch(
                        each -> each.name().equals(method) && each.descriptor().equals(descriptor));
        return remote ? marks.ofMethod(method, descriptor) : List.of();
    }

    @Override
    public String toString() {
        return type.toString();
    }
}
