package dev.hearth.core.adapter;

import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.ObjectReferences;
import dev.hearth.core.call.Reference;
import dev.hearth.core.call.Target;
import dev.hearth.core.call.WellKnown;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStore.Identity;
import dev.hearth.core.store.StateStore.Sighting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows what is hosted: finds the object that a call is for, and makes, keeps and ends objects.
 *
 * <p>{@link #find} gives the pinned {@link ObjectSlot} of an object; {@link #begin} the {@link Transaction} of a chain, in
 * which calls enter objects. Thread-safe.
 */
public final class ObjectAdapter implements AutoCloseable {

    private static final int LONGEST_MISTYPED = 1_000;

    private final StateStore store;
    private final ValueCopier copier;
    private final SlotTable slots = new SlotTable();
    private final TypeTable types = new TypeTable();
    private final Numbers numbers;
    private final HostedReferences references;
    private final Incarnator incarnator;
    private final Lives lives;
    private final Passivation passivation;
    private final Hosting hosting;
    private final Finder finder;
    private final ServantEnds ends;
    private final AnonymousObjects anonymous;
    private final Exports exports;
    private final ReadOnlyCheck readOnlyCheck;
    private final StoredObjects stored;
    private Visibility visibility = name -> true;
    private volatile BoundNames boundNames = BoundNames.NONE;

    /**
     * @param lease how long clients' claims last
     * @param verified which calls of read-only methods are looked at for changes
     */
    public ObjectAdapter(
            StateStore store,
            HearthConfig.Objects config,
            Duration lease,
            HearthConfig.VerifyReadOnly verified,
            ValueCopier copier,
            CodecFactory codecs) {
        this.store = store;
        this.copier = copier;
        this.numbers = new Numbers(store);
        this.references = new HostedReferences(this, copier);
        this.incarnator = new Incarnator(
                store, references, (slot, version, isNew) -> new HostedContext(this, slot, version, isNew));
        this.lives = new Lives(this, references.dozing(), config, lease);
        this.finder = new Finder(store, config, numbers, types, slots, lives, references.dozing());
        this.ends = new ServantEnds(this, slots, lives, incarnator);
        this.passivation = new Passivation(slots, incarnator, store, config);
        this.hosting = new Hosting(store, numbers, types, slots, this, codecs);
        this.anonymous = new AnonymousObjects(slots, numbers, references, lives, config.maxAnonymous());
        this.exports = new Exports(this, references);
        this.readOnlyCheck = new ReadOnlyCheck(verified, incarnator);
        StatePlacing placing = new StatePlacing(store, numbers, types, slots, incarnator, config);
        this.stored = new StoredObjects(store, types, slots, references, hosting, placing);
    }

    /** Says where calls between objects go, who keeps lanes and threads, and who may see what; once, before the first call. */
    public void start(CallEntry entry, Function<ObjectSlot, Attachment> attachments, Visibility whoSees) {
        references.connect(entry);
        hosting.attachments(attachments);
        visibility = whoSees;
        lives.start();
        passivation.start();
    }

    /** Gives the memory of the longest idle persistent objects back, soon; thread-safe. */
    public void memoryIsScarce() {
        passivation.relieveSoon();
    }

    /** A number that no object has, had or will have. */
    public long freshNumber() throws IOException {
        return numbers.next();
    }

    /** Says who keeps names that were given from outside; once, before the first call. */
    public void boundNames(BoundNames keeper) {
        boundNames = keeper;
    }

    BoundNames boundNames() {
        return boundNames;
    }

    /** What copies values between deployments. */
    public ValueCopier copier() {
        return copier;
    }

    /** Says who is told of servants that come and go; once, before the first call. */
    public void lifeListener(LifeListener listener) {
        incarnator.listener(listener);
    }

    public ObjectReferences references() {
        return references;
    }

    /** What {@code java.rmi.server} is to hosted code. */
    public Exports exports() {
        return exports;
    }

    /** What administrators see and change of stored objects. */
    public StoredObjects stored() {
        return stored;
    }

    /** What finds changes in read-only methods. */
    public ReadOnlyCheck readOnlyCheck() {
        return readOnlyCheck;
    }

    Lives lives() {
        return lives;
    }

    Incarnator incarnator() {
        return incarnator;
    }

    Passivation passivation() {
        return passivation;
    }

    /** A call on this transient object is over; without a lease it holds the object for a while. */
    public void called(ObjectSlot slot) {
        lives.called(slot);
    }

    /** The transaction of a new chain. */
    public Transaction begin(boolean readOnly) {
        return new Transaction(store, incarnator, this, readOnly, null);
    }

    /** The transaction of what a lifecycle method of this object calls, outside of calls. */
    public Transaction beginLifecycle(ObjectSlot slot) {
        return new Transaction(store, incarnator, this, false, slot);
    }

    // finding

    /**
     * The object that a call is for, pinned: the caller unpins it.
     *
     * @throws NoSuchObjectException if there is none, or its type is not deployed now
     * @throws RemoteException if the store can't answer
     */
    public ObjectSlot find(Target target) throws RemoteException {
        return finder.find(target);
    }

    /** Unpins a slot that was found and not called: a transient object that was made for nothing ends after a while. */
    public void letGo(ObjectSlot slot) {
        finder.letGo(slot);
    }

    Finder finder() {
        return finder;
    }

    /** The slot of a number if it is in memory. */
    @Nullable
    ObjectSlot inMemory(long number) {
        return slots.get(number);
    }

    /** The slot of a name if it is in memory. */
    @Nullable
    ObjectSlot inMemory(String name) {
        return slots.get(name);
    }

    /** Whether clients may hold stubs of a transient object from before this start. */
    boolean mayBeHeldFromBefore(ObjectSlot slot) {
        return slot.typesOwn() && numbers.givenBefore(slot.number());
    }

    Optional<String> nameOf(long number) {
        try {
            return store.identity(number).map(Identity::name);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The name of the deployment that a class loader belongs to; empty if it is none's own. */
    public Optional<String> deploymentWith(@Nullable ClassLoader loader) {
        return versionWith(loader).map(Deployment::name);
    }

    /** The version of a deployment that a class loader belongs to; empty if it is none's own. */
    Optional<Deployment> versionWith(@Nullable ClassLoader loader) {
        return hosting.deploymentWith(loader);
    }

    String deploymentOf(ClassLoader loader) {
        return deploymentWith(loader).orElse("shared");
    }

    long numberOf(String name) throws RemoteException {
        ObjectSlot slot = find(new Target.ByName(name));
        letGo(slot);
        return slot.number();
    }

    // what the registry and contexts ask

    /**
     * A reference to the object of this name with all remote interfaces of its type.
     *
     * @throws NotBoundException if no type answers there, or the caller may not see it; names the nearest
     * @throws RemoteException if the name can't be given a number
     */
    public Remote lookup(String name) throws NotBoundException, RemoteException {
        requireVisible(name);
        ObjectSlot slot = find(new Target.ByName(name));
        try {
            return (Remote) references.referenceTo(slot);
        } finally {
            lives.stubLeaves(slot);
            slot.unpin();
        }
    }

    /**
     * A reference to the object of this number with all remote interfaces of its type.
     *
     * @throws NoSuchObjectException if it has ended, or its type is not deployed now
     * @throws RemoteException if the store can't answer
     */
    public Remote referenceTo(long number) throws RemoteException {
        ObjectSlot slot = find(new Target.ById(number, 0));
        try {
            return (Remote) references.referenceTo(slot);
        } finally {
            lives.stubLeaves(slot);
            slot.unpin();
        }
    }

    /** What {@link #whileHeld} does. */
    public interface Held<E extends Exception> {

        /**
         * Does it.
         *
         * @param type the name of the object's type; empty if a method gave the object away
         */
        void of(String type) throws RemoteException, E;
    }

    /**
     * Does something while the object of this number can't end.
     *
     * @throws NoSuchObjectException if it has ended, or its type is not deployed now
     */
    public <E extends Exception> void whileHeld(long number, Held<E> held) throws RemoteException, E {
        ObjectSlot slot = find(new Target.ById(number, 0));
        try {
            held.of(slot.anonymous() ? "" : slot.type().name());
        } finally {
            letGo(slot);
        }
    }

    /** No name holds the object of this number any more: a transient one ends when its leases do. */
    public void unnamed(long number) {
        ObjectSlot slot = slots.get(number);
        if (slot != null) {
            lives.unnamed(slot);
        }
    }

    /** Whether a hosted type answers at this name; the registry itself has none there. */
    public boolean deployed(String name) {
        TypeEntry owner = types.owner(name);
        return owner != null && named(owner);
    }

    /** The type that answers at this name; null if none does. */
    public @Nullable HostedType typeAt(String name) {
        TypeEntry owner = types.owner(name);
        return owner == null ? null : owner.type();
    }

    private static boolean named(TypeEntry entry) {
        return entry.number() != WellKnown.REGISTRY;
    }

    private void requireVisible(String name) throws NotBoundException {
        if (!deployed(name) || !visibility.visible(name)) {
            List<String> nearest = name.length() > LONGEST_MISTYPED ? List.of() : types.nearest(name, names());
            throw new NotBoundException(
                    name + (nearest.isEmpty() ? "" : " (did you mean " + String.join(" or ", nearest) + "?)"));
        }
    }

    /** Whether the caller may see this name, whatever it means. */
    public boolean visible(String name) {
        return visibility.visible(name);
    }

    /** The names of all types that the caller may see. */
    public List<String> names() {
        return types.all().stream()
                .filter(ObjectAdapter::named)
                .map(entry -> entry.type().name())
                .filter(visibility::visible)
                .toList();
    }

    /**
     * What hosted code gets for a name.
     *
     * @param holder the loader of the deployment that asks
     */
    <T extends Remote> Remote reference(String name, Class<T> type, ClassLoader holder) throws NotBoundException {
        TypeEntry entry = types.owner(name);
        if (entry == null || named(entry)) {
            requireVisible(name);
        }
        if (entry == null) {
            throw new NotBoundException(name);
        }
        try {
            ObjectSlot slot = find(new Target.ByName(name));
            letGo(slot);
            return reference(slot, type, holder);
        } catch (RemoteException unreachable) {
            NotBoundException unbound = new NotBoundException(name + ": " + unreachable.getMessage());
            unbound.initCause(unreachable);
            throw unbound;
        }
    }

    private Remote reference(ObjectSlot slot, Class<?> type, ClassLoader holder) {
        if (slot.number() < WellKnown.FIRST_FREE) {
            return (Remote) references.referenceFor(slot.number(), List.of(type), holder);
        }
        boolean shared = slot.type().interfaces().contains(type);
        return (Remote)
                (shared
                        ? references.referenceTo(slot)
                        : references.referenceFor(slot.number(), List.of(type), type.getClassLoader()));
    }

    /**
     * Whether there is an object of this name: one that this thread's chain of calls has made, one that was committed, or a
     * transient one that is active. The chain's reply waits until what was seen is settled.
     */
    boolean exists(String name) {
        CallScope scope = CallScope.current();
        Transaction chain = scope == null ? null : scope.transaction();
        ObjectSlot slot = slots.get(name);
        if (slot != null && slot.incarnate() && (!slot.persistent() || (chain != null && chain.has(slot)))) {
            return true;
        }
        try {
            Sighting sighting = store.sight(name);
            if (chain != null) {
                chain.saw(sighting.position());
            }
            return sighting.identity().map(Identity::stored).orElse(false);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // objects without a name

    AnonymousObjects anonymous() {
        return anonymous;
    }

    /** The slots in memory. */
    Collection<ObjectSlot> slots() {
        return slots.all();
    }

    // ending

    ServantEnds ends() {
        return ends;
    }

    /** A persistent object was removed by the chain that has just ended. */
    void removed(ObjectSlot slot) {
        hosting.endWhenSettled(slot);
    }

    /** Removes an object from outside of it; false if there is none of this name. */
    public boolean remove(String name) throws IOException, RemoteException {
        return hosting.remove(name);
    }

    // deploying

    /**
     * Hosts the types of a deployment, in place of those of the deployment of the same name.
     *
     * @throws HostingException if it can't; everything is then as before
     */
    public void deploy(Deployment deployment, List<HostedType> hosted) throws HostingException {
        deploy(deployment, hosted, () -> {});
    }

    /** What else belongs to hosting a deployment, when its types are there. */
    @FunctionalInterface
    public interface Rest {
        void run() throws HostingException;
    }

    /**
     * Hosts the types of a deployment, and then the rest of it, in place of the deployment of the same name.
     *
     * <p>Until the rest has run, whoever calls objects of types that a former version has too is in that version. Objects that
     * are to be preloaded are made beside those of the former version, which go on.
     *
     * @param rest runs while the objects of the former types are still theirs, and those of new types are there
     * @throws HostingException if it can't, or the rest throws; everything is then as before
     */
    public void deploy(Deployment deployment, List<HostedType> hosted, Rest rest) throws HostingException {
        deploy(List.of(new Alone(deployment, hosted, rest)), () -> {});
    }

    /** A deployment that is to be hosted. */
    public interface Coming {

        Deployment deployment();

        List<HostedType> types();

        /** It is the next that comes up. */
        default void comesUp() {}

        /** What else belongs to hosting it, when its types are there. */
        void rest() throws HostingException;
    }

    private record Alone(Deployment deployment, List<HostedType> types, Rest step) implements Coming {

        @Override
        public void rest() throws HostingException {
            step.run();
        }
    }

    /**
     * Hosts deployments, each in place of the one of the same name: all of them, or none. Each comes up, its rest included, while
     * those before it wait to be accepted.
     *
     * @param together of different names, in the order in which they come up
     * @param last runs when all have
     * @throws HostingException if one can't be hosted, or {@code last} throws; everything is then as before
     */
    public void deploy(List<? extends Coming> together, Rest last) throws HostingException {
        hosting.deploy(together, last);
    }

    /** Ends what a version of a deployment has exported that could not be hosted after all. */
    public void discard(Deployment deployment) {
        hosting.discard(deployment);
    }

    /** Hosts the container's own object under a well-known number. */
    public void hostWellKnown(long number, HostedType type) {
        TypeEntry entry = new TypeEntry(type, null, number, new AtomicLong());
        types.put(entry);
        ObjectSlot slot = new ObjectSlot(number, type.name(), entry);
        slot.bind();
        slots.add(slot);
    }

    /** Withdraws a deployment: waits for its calls in progress, passivates and ends its objects. */
    public void undeploy(String deployment) {
        hosting.undeploy(deployment);
    }

    /** Whether objects of this version of a deployment, or servants of its, are still there. */
    public boolean uses(Deployment deployment) {
        return slots.all().stream().anyMatch(slot -> slot.isOf(deployment))
                || hosting.awaits(deployment)
                || incarnator.destroys(deployment);
    }

    /**
     * Ends what objects there still are of a version that was replaced or withdrawn, those that no call is in; the stubs of the
     * others are no good from now on either. To be repeated until nothing {@linkplain #uses} it.
     */
    public void end(Deployment version) {
        hosting.end(version);
    }

    /** A version of a deployment that is not used any more is gone for good. */
    public void forget(Deployment deployment) {
        hosting.forget(deployment);
        anonymous.forget(deployment);
        exports.withdrawn(deployment);
        lives.forget(deployment);
    }

    // looking

    /** The name of a servant, or of what a reference between objects means, for people. */
    public Optional<String> shownNameOf(Object object) {
        Reference reference = references.referenceTo(object);
        ObjectSlot slot = reference == null ? null : slots.get(reference.number());
        return Optional.ofNullable(slot).map(ObjectSlot::name);
    }

    /** The deployed types. */
    public List<HostedType> types() {
        return types.all().stream().map(TypeEntry::type).toList();
    }

    /** How many objects have a servant. */
    public int active() {
        return (int) slots.all().stream().filter(ObjectSlot::incarnate).count();
    }

    /** How many persistent objects there are below the names of the deployed types. */
    public long keyed() {
        return types.all().stream()
                .filter(entry -> entry.type().persistent())
                .mapToLong(entry -> entry.objects().get())
                .sum();
    }

    /** What is known of an object for people. */
    public record ObjectView(String name, HostedType type, boolean active) {}

    /** Objects by name after this one: the stored ones and those in memory. */
    public List<ObjectView> objects(String after, int limit) throws IOException {
        List<ObjectView> views = new ArrayList<>();
        for (Identity stored : store.list(after, limit)) {
            TypeEntry entry = types.get(stored.type());
            if (entry != null) {
                ObjectSlot slot = slots.get(stored.number());
                views.add(new ObjectView(stored.name(), entry.type(), slot != null && slot.incarnate()));
            }
        }
        Set<String> listed = views.stream().map(ObjectView::name).collect(Collectors.toSet());
        for (ObjectSlot slot : slots.all()) {
            if (slot.incarnate() && slot.name().compareTo(after) > 0 && !listed.contains(slot.name())) {
                views.add(new ObjectView(slot.name(), slot.type(), true));
            }
        }
        views.sort(Comparator.comparing(ObjectView::name));
        return List.copyOf(views.subList(0, Math.min(limit, views.size())));
    }

    /** Ends what is transient and passivates what is not; calls have been drained before. */
    @Override
    public void close() {
        lives.close();
        passivation.close();
        hosting.close();
    }
}
