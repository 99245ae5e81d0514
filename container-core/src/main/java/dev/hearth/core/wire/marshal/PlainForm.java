package dev.hearth.core.wire.marshal;

/** How the objects of one class are written by hand. Immutable, thread-safe. */
interface PlainForm {

    /**
     * Writes an object that is not null and was not written to this stream before: from its first byte to its last.
     *
     * @throws UnusualException if this object has to be left to an object stream
     */
    void write(Object object, PlainWriter to);

    /** Leaves every object to an object stream. */
    PlainForm UNUSUAL = (object, to) -> {
        throw new UnusualException();
    };
}
