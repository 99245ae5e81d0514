package dev.hearth.core.deploy;

import dev.hearth.core.call.Deployment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A container that hosts nothing and remembers what it was told. */
final class RecordingListener implements DeploymentListener {

    final List<String> told = Collections.synchronizedList(new ArrayList<>());
    final List<List<String>> groups = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Contents> hosted = new ConcurrentHashMap<>();
    volatile Optional<String> refusal = Optional.empty();
    volatile Function<Contents, Optional<String>> judge = contents -> refusal;
    volatile List<String> bound = List.of();
    volatile UnaryOperator<Contents> onReplace = replaced -> replaced;
    volatile boolean inUse;
    final Set<Deployment> expired = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    @Override
    public void deploy(List<Contents> together) throws DeploymentException {
        for (Contents contents : together) {
            Optional<String> refused = judge.apply(contents);
            if (refused.isPresent()) {
                throw new DeploymentException(
                        refused.get(), new IllegalStateException(), List.of(contents.deployment()), false);
            }
        }
        groups.add(
                together.stream().map(contents -> contents.deployment().name()).toList());
        together.forEach(this::accept);
    }

    private void accept(Contents contents) {
        told.add("deploy " + contents.deployment().name());
        Contents before = hosted.put(contents.deployment().name(), contents);
        if (before != null) {
            onReplace.apply(before);
        }
    }

    @Override
    public boolean undeploy(String name) {
        told.add("undeploy " + name);
        hosted.remove(name);
        return true;
    }

    @Override
    public boolean expire(Deployment former) {
        expired.add(former);
        return !inUse;
    }

    @Override
    public List<String> bound(String name) {
        return bound;
    }

    /** What the only method {@code say()} of the only object of this deployment answers; empty if it is not hosted. */
    Optional<String> says(String deployment) {
        Contents contents = hosted.get(deployment);
        return contents == null
                ? Optional.empty()
                : Optional.of(Jars.say(contents.types().get(0)));
    }
}
