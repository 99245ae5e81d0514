package dev.hearth.core.call;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.Mark;
import dev.hearth.api.hook.RemoteMethod;
import dev.hearth.core.call.marks.Marks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A hosted type as modules see it. */
final class Described implements DeployedType {

    private final HostedType type;
    private final Marks marks;

    /** Of remote methods, once they were asked for. */
    private final Map<RemoteMethod, List<Mark>> byMethod = new ConcurrentHashMap<>();

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
    public List<RemoteMethod> methods() {
        return type.methods().stream()
                .map(each -> new RemoteMethod(each.name(), each.descriptor()))
                .toList();
    }

    @Override
    public List<Mark> marks(String method, String descriptor) {
        RemoteMethod asked = new RemoteMethod(method, descriptor);
        List<Mark> known = byMethod.get(asked);
        if (known != null) {
            return known;
        }
        if (!methods().contains(asked)) {
            return List.of();
        }
        List<Mark> found = marks.ofMethod(method, descriptor);
        byMethod.put(asked, found);
        return found;
    }

    @Override
    public String toString() {
        return type.toString();
    }
}
