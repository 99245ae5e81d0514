package dev.hearth.api.hook;

import java.util.Set;

/** A call whose caller is known. */
public interface IdentifiedCall extends Call {

    /** Who calls; {@link dev.hearth.api.Caller#ANONYMOUS} if no module says. */
    String principal();

    /** What the caller may act as; empty where nothing is known of that. */
    default Set<String> roles() {
        return Set.of();
    }
}
