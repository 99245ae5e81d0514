package dev.hearth.core.call;

import java.util.Set;

/** What somebody's login gives their stubs. Thread-safe. */
public interface Session {

    /** Whose it is. */
    String principal();

    /** What they may act as now. */
    Set<String> roles();
}
