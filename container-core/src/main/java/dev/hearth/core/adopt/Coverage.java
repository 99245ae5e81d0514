package dev.hearth.core.adopt;

/** What Hearth can do with something that code does. */
public enum Coverage {
    /** It means the container's, or works as it did; nothing needs to be done. */
    FINE,
    /** It works, and somebody should know. */
    LOOK,
    /** It can't work as it stands. */
    CHANGE
}
