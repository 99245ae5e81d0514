package dev.hearth.core.adapter;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.adapter.AnonymousObjects.Hold;
import dev.hearth.core.adapter.AnonymousObjects.Maker;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.ExportPorts;
import dev.hearth.core.call.StubRefs;
import dev.hearth.core.call.WellKnown;
import dev.hearth.core.call.copy.Relocatable;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.lang.reflect.Proxy;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.registry.Registry;
import java.rmi.server.ExportException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.RemoteObject;
import java.rmi.server.ServerNotActiveException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code java.rmi.server} is to hosted code: exports objects, takes them back, makes their stubs, and says who calls.
 *
 * <p>An exported object lives until it is taken back, the version of the deployment that made it is withdrawn, or nobody holds
 * it, neither clients and names nor code ({@link Dozing}). After a replacement it lives on by its leases, as any other object
 * without a name does; so does what the replaced version exports then.
 *
 * <p>Thread-safe.
 */
public final class Exports {

    private final ObjectAdapter adapter;
    private final HostedReferences references;
    private ExportPorts ports = new NoPorts();

    /** A port that a version of a deployment keeps open itself. */
    private record Kept(int port, ExportPorts.Use use) {}

    @GuardedBy("this")
    private final Map<Deployment, List<Kept>> kept = new HashMap<>();

    /** The versions that run: the ports that they want are theirs. */
    @GuardedBy("this")
    private final Set<Deployment> accepted = new HashSet<>();

    /** Versions that were replaced and still have objects. */
    @GuardedBy("this")
    private final Set<Deployment> outdated = new HashSet<>();

    Exports(ObjectAdapter adapter, HostedReferences references) {
        this.adapter = adapter;
        this.references = references;
    }

    /** Says who opens ports, and what stubs are where hosted code writes them itself; once, before the first export. */
    public void connect(ExportPorts opener, StubRefs stubRefs) {
        ports = opener;
        references.connect(stubRefs);
    }

    /**
     * The address of the peer whose call this thread runs, also if that call came through other hosted objects. A call that
     * hosted code began by itself comes from this machine, as one through a JDK stub in the same JVM does.
     *
     * @throws ServerNotActiveException on a thread that runs no call
     */
    public static String clientHost() throws ServerNotActiveException {
        CallScope scope = CallScope.current();
        if (scope == null) {
            throw new ServerNotActiveException("not in a remote call");
        }
        return scope.caller().host();
    }

    /**
     * Exports an object.
     *
     * <p>An object that is hosted under a name needs no export: its reference is returned, and a port that it asks for is
     * opened. So is that of an object that is being made, to its own constructor.
     *
     * @param exporter the deployment whose code asks
     * @return what {@link #toStub} returns
     * @throws ExportException if it is exported already, has no remote interface, the port can't be had, or too many
     *     objects exist
     */
    public synchronized Remote export(Deployment exporter, Remote object, Terms terms) throws ExportException {
        ObjectSlot present = references.slotOf(object);
        if (present != null && !present.anonymous() && terms.filter() == null) {
            askForPort(exporter, object, present, terms);
            return stub(present);
        }
        if (present != null && (!present.anonymous() || present.bound() || terms.filter() != null)) {
            throw new ExportException("object already exported");
        }
        ExportPorts.@Nullable Use use = terms.atObjectPort() ? null : open(exporter, terms);
        try {
            ObjectSlot slot = adapter.anonymous().host(object, maker(exporter), terms.filter(), holdFor(exporter));
            if (use != null) {
                slot.port(use);
                use = null;
            }
            return stub(slot);
        } finally {
            if (use != null) {
                use.close();
            }
        }
    }

    /** What has a name may be reached at a port of its own as well; each servant that it gets asks for that again. */
    @GuardedBy("this")
    private void askForPort(Deployment exporter, Remote object, ObjectSlot named, Terms terms) throws ExportException {
        if (terms.atObjectPort()) {
            return;
        }
        Making beside = Making.besideAnother(object);
        if (beside == null && !named.hasPortOf(exporter)) {
            named.port(open(exporter, terms));
        } else if (beside != null && beside.port() == null) {
            beside.port(open(exporter, terms));
        }
    }

    /** Nobody would take the holds of a replaced version away. */
    @GuardedBy("this")
    private Hold holdFor(Deployment exporter) {
        return outdated.contains(exporter) ? Hold.EXPORT_OF_REPLACED : Hold.EXPORT;
    }

    /**
     * Hosts an object as if a method had given it away, ahead of that: it lives by its leases.
     *
     * @throws ExportException if it has no remote interface, or too many objects exist
     */
    public Remote host(Deployment maker, Remote object, @Nullable ObjectInputFilter filter) throws ExportException {
        return stub(adapter.anonymous().host(object, maker(maker), filter, Hold.STUB));
    }

    @GuardedBy("this")
    private ExportPorts.Use open(Deployment exporter, Terms terms) throws ExportException {
        try {
            ExportPorts.Use opened = ports.open(exporter, terms.port(), terms.clientFactory(), terms.serverFactory());
            if (accepted.contains(exporter)) {
                ports.takeOver(exporter);
            }
            return opened;
        } catch (IOException unavailable) {
            throw new ExportException("Listen failed on port: " + terms.port(), unavailable);
        }
    }

    /** Objects are named after the one whose call makes them, and after the deployment where no call runs. */
    private static Maker maker(Deployment deployment) {
        CallScope scope = CallScope.current();
        return scope != null && scope.slot().type().deployment() == deployment
                ? Maker.of(scope.slot())
                : new Maker(deployment.name(), deployment);
    }

    private Remote stub(ObjectSlot slot) {
        return (Remote) references.referenceTo(slot);
    }

    /**
     * Takes an export back, or ends an object that a method gave away: from now on its stubs get {@link
     * NoSuchObjectException}. Calls that are in it end as they would have.
     *
     * <p>A named transient object ends, as if it had asked for that itself.
     *
     * @param force whether also if calls are in progress, the caller's own included
     * @return false if it is still exported, since calls are in progress
     * @throws NoSuchObjectException if it is not exported; also for a persistent object, whose life is not code's to end
     */
    public boolean unexport(Remote object, boolean force) throws NoSuchObjectException {
        ObjectSlot slot = references.slotOf(object);
        if (slot == null) {
            if (Leaving.takenBack(object)) {
                return true;
            }
            throw new NoSuchObjectException("object not exported");
        }
        if (slot.persistent()) {
            throw new NoSuchObjectException(
                    "object not exported: " + slot + " is persistent; ObjectContext.remove() ends it");
        }
        references.dozing().wake(slot);
        if (slot.anonymous() ? !slot.retire(force) : !force && !slot.idle()) {
            adapter.lives().again(slot);
            return false;
        }
        if (slot.anonymous()) {
            references.noServantAnyMore(object);
            slot.leavePort();
        }
        adapter.lives().removeLater(slot);
        return true;
    }

    /**
     * What can be passed on and called in an object's place: a reference inside the container, which leaves it as a stub.
     *
     * @return the argument, if it is one already
     * @throws NoSuchObjectException if the object is not hosted
     */
    public Remote toStub(Remote object) throws NoSuchObjectException {
        if (LocalReference.of(object) != null
                || (Proxy.isProxyClass(object.getClass())
                        && Proxy.getInvocationHandler(object) instanceof Relocatable)) {
            return object;
        }
        ObjectSlot slot = references.slotOf(object);
        return slot == null ? RemoteObject.toStub(object) : stub(slot);
    }

    /** The container's registry, as the code of this deployment calls it. */
    public Registry registry(Deployment asker) {
        return (Registry) references.referenceFor(WellKnown.REGISTRY, List.of(Registry.class), asker.loader());
    }

    /**
     * Opens a port for a version of a deployment and keeps it open as long as that is there, or until it is given up.
     *
     * @param port 0 for the object port
     * @throws ExportException if it can't be had
     */
    public synchronized void keepOpen(
            Deployment version,
            int port,
            @Nullable RMIClientSocketFactory clientFactory,
            @Nullable RMIServerSocketFactory serverFactory)
            throws ExportException {
        ExportPorts.Use use = open(version, new Terms(port, clientFactory, serverFactory, null));
        kept.computeIfAbsent(version, unseen -> new ArrayList<>()).add(new Kept(port, use));
    }

    /** Closes a port that was opened for this version; false if there is none. */
    public synchronized boolean giveUp(Deployment version, int port) {
        List<Kept> open = kept.getOrDefault(version, List.of());
        for (Kept each : open) {
            if (each.port == port) {
                open.remove(each);
                each.use.close();
                return true;
            }
        }
        return false;
    }

    /** Whether the code of this version of a deployment has exported something that is still there, or keeps a port open. */
    public synchronized boolean busy(Deployment version) {
        return kept.containsKey(version)
                || adapter.slots().stream()
                        .anyMatch(slot -> slot.anonymous() && slot.type().deployment() == version);
    }

    /** This version is its deployment's from now on, and so are the ports at which a former one has something too. */
    public synchronized void accepted(Deployment version) {
        accepted.add(version);
        ports.takeOver(version);
    }

    /** A version of a deployment was replaced: what it exported, and will export, is held by leases alone. */
    public synchronized void replaced(Deployment version) {
        accepted.remove(version);
        outdated.add(version);
        for (ObjectSlot slot : adapter.slots()) {
            if (slot.anonymous() && slot.bound() && slot.type().deployment() == version) {
                slot.unbind();
                if (!slot.leased()) {
                    adapter.lives().stubLeaves(slot); // whose first lease may be on its way
                }
            }
        }
    }

    /** A version of a deployment is gone for good: so are the ports that were open for it. */
    synchronized void withdrawn(Deployment version) {
        accepted.remove(version);
        outdated.remove(version);
        List<Kept> open = kept.remove(version);
        if (open != null) {
            open.forEach(each -> each.use.close());
        }
    }

    /** Before an endpoint is there. */
    private static final class NoPorts implements ExportPorts {

        @Override
        public Use open(
                Deployment asker,
                int port,
                @Nullable RMIClientSocketFactory clientFactory,
                @Nullable RMIServerSocketFactory serverFactory)
                throws IOException {
            throw new IOException("this container has no endpoint that could open port " + port);
        }

        @Override
        public void takeOver(Deployment accepted) {
            // there is nothing that could be taken over
        }
    }
}
