package dev.hearth.core.call;

/** A stub that has left, until its receiver is heard of again. Thread-safe. */
@FunctionalInterface
public interface Departure {

    /** Of an object that no stub keeps alive. */
    Departure UNHELD = () -> {};

    /** The receiver has read the message that held the stub, and claimed the object if it wants to. */
    void arrived();
}
