package dev.hearth.api.hook;

/** The rough place of a hook in its phase; see {@link Place}. */
public enum Order {
    /** Before everything: what others rely on. */
    REALLY_FIRST,
    /** Early. */
    FIRST,
    /** The usual place. */
    MIDDLE,
    /** Late. */
    LAST,
    /** After everything. */
    REALLY_LAST
}
