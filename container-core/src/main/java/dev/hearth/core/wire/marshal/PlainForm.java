package dev.hearth.core.wire.marshal;

import java.io.IOException;

/** How the objects of one class are written and read by hand. Immutable, thread-safe. */
interface PlainForm {

    /**
     * Writes an object that is not null and was not written to this stream before: from its first byte to its last.
     *
     * @throws UnusualException if this object has to be left to an object stream
     */
    void write(Object object, PlainWriter to);

    /**
     * Reads an object, from behind its class's description to its last byte, and gives it its number.
     *
     * @throws UnusualException if this object has to be left to an object stream
     */
    default Object read(PlainReader from) throws IOException, ReflectiveOperationException {
        throw new UnusualException();
    }

    /** Writes the one way. */
    @FunctionalInterface
    interface Writing {
        void write(Object object, PlainWriter to);
    }

    /** Reads the other way. */
    @FunctionalInterface
    interface Reading {
        Object read(PlainReader from) throws IOException, ReflectiveOperationException;
    }

    /** A form of both. */
    static PlainForm of(Writing writing, Reading reading) {
        return new PlainForm() {
            @Override
            public void write(Object object, PlainWriter to) {
                writing.write(object, to);
            }

            @Override
            public Object read(PlainReader from) throws IOException, ReflectiveOperationException {
                return reading.read(from);
            }
        };
    }

    /** Leaves every object to an object stream. */
    PlainForm UNUSUAL = (object, to) -> {
        throw new UnusualException();
    };
}
