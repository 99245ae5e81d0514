package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A hook with the place that its module wants for it. Changed only while modules register.
 *
 * @param <H> the kind of hook
 */
final class Registration<H> implements Place {

    private final Phase phase;
    private final ModuleHooks owner;
    private final String module;
    private final int sequence;
    private final H hook;
    private final Set<String> before = new LinkedHashSet<>();
    private final Set<String> after = new LinkedHashSet<>();
    private final Set<String> required = new LinkedHashSet<>();
    private Order order = Order.MIDDLE;
    private boolean outsideOnly;

    Registration(Phase phase, ModuleHooks owner, int sequence, H hook) {
        this.phase = phase;
        this.owner = owner;
        this.module = owner.name();
        this.sequence = sequence;
        this.hook = hook;
    }

    @Override
    public Place order(Order wanted) {
        order = wanted;
        return this;
    }

    @Override
    public Place before(String... modules) {
        required.addAll(List.of(modules));
        return beforeIfPresent(modules);
    }

    @Override
    public Place after(String... modules) {
        required.addAll(List.of(modules));
        return afterIfPresent(modules);
    }

    @Override
    public Place beforeIfPresent(String... modules) {
        before.addAll(List.of(modules));
        return this;
    }

    @Override
    public Place afterIfPresent(String... modules) {
        after.addAll(List.of(modules));
        return this;
    }

    @Override
    public Place outsideOnly() {
        outsideOnly = true;
        return this;
    }

    boolean seesLocalCalls() {
        return !outsideOnly;
    }

    Phase phase() {
        return phase;
    }

    String module() {
        return module;
    }

    /** What the module has registered together with this hook. */
    ModuleHooks owner() {
        return owner;
    }

    int sequence() {
        return sequence;
    }

    H hook() {
        return hook;
    }

    Order order() {
        return order;
    }

    /** The modules that must exist. */
    Set<String> required() {
        return required;
    }

    boolean wantsBefore(Registration<?> other) {
        return before.contains(other.module);
    }

    boolean wantsAfter(Registration<?> other) {
        return after.contains(other.module);
    }

    /** What else than its order put the hook where it stands, and what it does not see; for people, empty if nothing. */
    String why() {
        List<String> reasons = new ArrayList<>(2);
        if (!after.isEmpty()) {
            reasons.add("after " + String.join(", ", after));
        }
        if (!before.isEmpty()) {
            reasons.add("before " + String.join(", ", before));
        }
        if (outsideOnly) {
            reasons.add("calls from outside only");
        }
        return String.join("; ", reasons);
    }

    @Override
    public String toString() {
        return module + " in " + phase.lowerCase();
    }
}
