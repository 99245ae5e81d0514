package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A hook with the place that its module wants for it. Changed only while modules register.
 *
 * @param <H> the kind of hook
 */
final class Registration<H> implements Place {

    private static final String IN_REVERSE = "this phase runs in reverse";

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
    private boolean alsoForNames;
    private boolean timed;

    Registration(Phase phase, ModuleHooks owner, int sequence, H hook) {
        this.phase = phase;
        this.owner = owner;
        this.module = owner.name();
        this.sequence = sequence;
        this.hook = hook;
    }

    @Override
    public Place order(@Nullable Order wanted) {
        owner.requireRegistering();
        if (wanted == null) {
            throw new IllegalArgumentException("the hook of " + this + " has null as its order: give one of "
                    + Arrays.toString(Order.values()) + ", or leave it out");
        }
        order = wanted;
        return this;
    }

    @Override
    public Place before(String... modules) {
        Place place = beforeIfPresent(modules);
        required.addAll(List.of(modules));
        return place;
    }

    @Override
    public Place after(String... modules) {
        Place place = afterIfPresent(modules);
        required.addAll(List.of(modules));
        return place;
    }

    @Override
    public Place beforeIfPresent(String... modules) {
        owner.requireRegistering();
        requireOthers("before", modules);
        before.addAll(List.of(modules));
        requireOneSide();
        return this;
    }

    @Override
    public Place afterIfPresent(String... modules) {
        owner.requireRegistering();
        requireOthers("after", modules);
        after.addAll(List.of(modules));
        requireOneSide();
        return this;
    }

    /** Within a module order and sequence decide. Modules are compiled without a look at what may be null. */
    private void requireOthers(String side, String... modules) {
        if (modules == null || Arrays.stream(modules).anyMatch(each -> each == null || each.isBlank())) {
            throw new IllegalArgumentException("the hook of " + this + " wants to run " + side
                    + " a module without a name: " + Arrays.toString(modules) + " holds null or a blank name");
        }
        if (List.of(modules).contains(module)) {
            throw new IllegalArgumentException("the hook of " + this + " wants to run " + side
                    + " its own module: its hooks run by their order, then as they are registered");
        }
    }

    private void requireOneSide() {
        before.stream().filter(after::contains).findFirst().ifPresent(module -> {
            throw new IllegalArgumentException("the hook of " + this + " wants to run both before and after module "
                    + module + ": take one of the two back");
        });
    }

    @Override
    public Place outsideOnly() {
        owner.requireRegistering();
        outsideOnly = true;
        return this;
    }

    @Override
    public Place alsoForNames() {
        owner.requireRegistering();
        alsoForNames = true;
        return this;
    }

    @Override
    public Place timed() {
        owner.requireRegistering();
        timed = true;
        return this;
    }

    /** Whether it will ask where a call's time went. */
    boolean isTimed() {
        return timed;
    }

    /** Whether it is asked about names too, where that is not what its phase is asked anyway. */
    boolean isAlsoForNames() {
        return alsoForNames;
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

    /**
     * What put the hook where it stands besides its order, and what it does not see; for people, empty if nothing.
     *
     * @param others all hooks of its phase: those that want to stand beside it, and which of those that it names are there
     */
    String why(List<? extends Registration<?>> others) {
        List<String> reasons = new ArrayList<>(4);
        if (phase.reversed() && others.size() > 1) {
            reasons.add(IN_REVERSE);
        }
        addWish(reasons, "after ", after, others);
        addWish(reasons, "before ", before, others);
        addForeign(reasons, others.stream().filter(other -> other.wantsAfter(this)), " wants to be after it");
        addForeign(reasons, others.stream().filter(other -> other.wantsBefore(this)), " wants to be before it");
        if (outsideOnly) {
            reasons.add("calls from outside only");
        }
        return String.join("; ", reasons);
    }

    private static void addWish(
            List<String> reasons, String side, Set<String> wanted, List<? extends Registration<?>> others) {
        if (!wanted.isEmpty()) {
            reasons.add(side
                    + wanted.stream()
                            .map(name -> others.stream()
                                            .anyMatch(other -> other.module().equals(name))
                                    ? name
                                    : name + " (no hook here)")
                            .collect(Collectors.joining(", ")));
        }
    }

    private void addForeign(List<String> reasons, Stream<? extends Registration<?>> wishing, String wish) {
        String names = wishing.map(Registration::module)
                .filter(name -> !name.equals(module))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            reasons.add(names + wish);
        }
    }

    @Override
    public String toString() {
        return module + " in " + phase.lowerCase();
    }
}
