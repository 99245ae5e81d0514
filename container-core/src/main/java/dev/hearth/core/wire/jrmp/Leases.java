package dev.hearth.core.wire.jrmp;

import dev.hearth.core.call.ObjectReferences;
import java.net.InetAddress;
import java.rmi.dgc.VMID;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which client claims which object, and until when ({@link java.rmi.dgc.DGC}).
 *
 * <p>A client's messages may overtake each other; for each object the one with the newest sequence number counts. All of
 * a client's leases end together, one lease after it was last heard of.
 *
 * <p>The table is empty after a start, and objects are told of the end of leases only that it has seen: what clients hold
 * from before is not ended by it.
 *
 * <p>Bounded by {@code wire.leases-per-client}, {@code wire.leases-per-address} and {@code wire.clients-per-address}.
 * Thread-safe; the objects are told under its lock, so that they hear the beginning and end of leases in their order.
 */
final class Leases {

    private final ObjectReferences objects;
    private final long leaseNanos;
    private final Bounds bounds;
    private final LongSupplier nanos;
    /** By the VMID's text: a peer can make VMIDs of equal hashes, and among texts a map finds its way nevertheless. */
    private final Map<String, Client> clients = new HashMap<>();

    private final LongTable holders = new LongTable();
    private final Map<InetAddress, Claims> addresses = new HashMap<>();

    /**
     * How much is kept.
     *
     * @param perClient how many objects one client may claim
     * @param perAddress how many objects the clients at one address may claim, each counted for each client
     * @param clients how many clients there may be at one address
     */
    record Bounds(int perClient, int perAddress, int clients) {}

    /** What clients at one address claim, together. */
    private static final class Claims {
        int clients;
        long entries;
    }

    // The marks of what a client said last about an object, whose value is the sequence number.
    private static final int HELD = 1;
    /** Kept without a lease where a strong clean came, as the JDK does. */
    private static final int STRONG = 2;

    private static final class Client {
        final InetAddress address;
        final LongTable entries = new LongTable();
        long heardOf;

        Client(InetAddress address) {
            this.address = address;
        }
    }

    Leases(ObjectReferences objects, Duration lease, Bounds bounds, LongSupplier nanos) {
        this.objects = objects;
        this.leaseNanos = lease.toNanos();
        this.bounds = bounds;
        this.nanos = nanos;
    }

    /** How long a lease is. */
    long leaseMillis() {
        return leaseNanos / 1_000_000;
    }

    /**
     * A client claims these objects, and again all that it has claimed before. None at all is a renewal.
     *
     * @param numbers of genuine ids only
     * @throws IllegalStateException if the client, or its address, claims too many; the first of them are claimed then
     */
    synchronized void dirty(long[] numbers, long sequence, VMID vmid, InetAddress address) {
        Client client = clients.get(vmid.toString());
        if (client == null) {
            if (numbers.length == 0) {
                return; // a renewal of leases from before the start
            }
            client = admit(vmid, address);
        }
        client.heardOf = nanos.getAsLong();
        for (long number : numbers) {
            int entry = newer(client, number, sequence);
            if (entry != LongTable.ABSENT && !client.entries.marked(entry, HELD)) {
                client.entries.mark(entry, HELD);
                hold(number);
                objects.leased(number, address);
            }
        }
    }

    /**
     * A client gives up these objects.
     *
     * @param strong whether a claim with a lower sequence number may still arrive, and must not count
     */
    synchronized void clean(long[] numbers, long sequence, VMID vmid, boolean strong, InetAddress address) {
        Client client = clients.get(vmid.toString());
        if (client == null) {
            if (!strong || numbers.length == 0) {
                return;
            }
            client = admit(vmid, address);
            client.heardOf = nanos.getAsLong();
        }
        for (long number : numbers) {
            if (strong || client.entries.find(number) != LongTable.ABSENT) {
                int entry = newer(client, number, sequence);
                if (entry != LongTable.ABSENT) {
                    give(client, number, entry, strong);
                }
            }
        }
        if (client.entries.size() == 0) {
            forget(client);
            clients.remove(vmid.toString());
        }
    }

    private void give(Client client, long number, int entry, boolean strong) {
        LongTable entries = client.entries;
        boolean held = entries.marked(entry, HELD);
        entries.unmark(entry, HELD);
        if (strong) {
            entries.mark(entry, STRONG);
        }
        if (!entries.marked(entry, STRONG)) {
            entries.remove(entry);
            claims(client.address).entries--;
        }
        if (held) {
            letGo(number);
        }
    }

    /** Ends the leases of clients that were not heard of for a whole lease. */
    synchronized void expire() {
        long now = nanos.getAsLong();
        for (Iterator<Client> each = clients.values().iterator(); each.hasNext(); ) {
            Client client = each.next();
            if (now - client.heardOf >= leaseNanos) {
                each.remove();
                forget(client);
                client.entries.forEachMarked(HELD, this::letGo);
            }
        }
    }

    /** How many clients hold something, or are remembered. */
    synchronized int clients() {
        return clients.size();
    }

    private void hold(long number) {
        int holder = holders.find(number);
        if (holder == LongTable.ABSENT) {
            holders.value(holders.add(number), 1);
        } else {
            holders.value(holder, holders.value(holder) + 1);
        }
    }

    private void letGo(long number) {
        int holder = holders.find(number);
        long rest = holders.value(holder) - 1;
        holders.value(holder, rest);
        if (rest == 0) {
            holders.remove(holder);
            objects.released(number);
        }
    }

    /** The entry's place, with this sequence number; {@link LongTable#ABSENT} if a newer message was here before. */
    private int newer(Client client, long number, long sequence) {
        int entry = client.entries.find(number);
        if (entry == LongTable.ABSENT) {
            checkRoom(client);
            entry = client.entries.add(number);
            claims(client.address).entries++;
        } else if (sequence <= client.entries.value(entry)) {
            return LongTable.ABSENT;
        }
        client.entries.value(entry, sequence);
        return entry;
    }

    private void checkRoom(Client client) {
        if (client.entries.size() >= bounds.perClient) {
            throw over("leases-per-client", bounds.perClient, "objects");
        }
        if (claims(client.address).entries >= bounds.perAddress) {
            throw over("leases-per-address", bounds.perAddress, "objects");
        }
    }

    private static IllegalStateException over(String setting, int most, String what) {
        return new IllegalStateException("HEARTH-LIMIT: wire." + setting + " allows " + most + " " + what);
    }

    private Client admit(VMID vmid, InetAddress address) {
        Claims claims = claims(address);
        if (claims.clients >= bounds.clients) {
            throw over("clients-per-address", bounds.clients, "clients");
        }
        claims.clients++;
        Client client = new Client(address);
        clients.put(vmid.toString(), client);
        return client;
    }

    private void forget(Client client) {
        Claims claims = claims(client.address);
        claims.clients--;
        claims.entries -= client.entries.size();
        if (claims.clients == 0) {
            addresses.remove(client.address);
        }
    }

    private Claims claims(InetAddress address) {
        return addresses.computeIfAbsent(address, unseen -> new Claims());
    }
}
