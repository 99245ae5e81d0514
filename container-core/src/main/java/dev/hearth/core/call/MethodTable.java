package dev.hearth.core.call;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Methods by their numbers: each call looks one up, so without a box for the number. The numbers are parts of a digest and
 * spread by themselves. Immutable, thread-safe.
 */
final class MethodTable {

    private static final int PLACES_PER_METHOD = 4;

    private final List<HostedMethod> methods;
    private final @Nullable HostedMethod[] places;
    private final int mask;

    /** @param methods of different numbers */
    MethodTable(Collection<HostedMethod> methods) {
        this.methods = List.copyOf(methods);
        this.mask = Integer.highestOneBit(PLACES_PER_METHOD * methods.size() + 1) * 2 - 1;
        this.places = new HostedMethod[mask + 1];
        for (HostedMethod method : methods) {
            int place = (int) method.hash() & mask;
            while (places[place] != null) {
                place = (place + 1) & mask;
            }
            places[place] = method;
        }
    }

    List<HostedMethod> all() {
        return methods;
    }

    /** The method of this number; null if there is none. */
    @Nullable
    HostedMethod get(long hash) {
        int place = (int) hash & mask;
        HostedMethod found = places[place];
        while (found != null && found.hash() != hash) {
            place = (place + 1) & mask;
            found = places[place];
        }
        return found;
    }
}
