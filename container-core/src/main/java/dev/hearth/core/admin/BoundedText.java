package dev.hearth.core.admin;

import java.io.StringWriter;

/** Text that refuses to grow past a bound. Used by one thread at a time. */
final class BoundedText extends StringWriter {

    /** The text is full. */
    static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FullException(long bound) {
            super("it is longer than admin.request-bytes allows, " + bound + " characters");
        }
    }

    private final long bound;

    BoundedText(long bound) {
        this.bound = bound;
    }

    @Override
    public void write(int character) {
        check(1);
        super.write(character);
    }

    @Override
    public void write(char[] from, int offset, int length) {
        check(length);
        super.write(from, offset, length);
    }

    @Override
    public void write(String from) {
        check(from.length());
        super.write(from);
    }

    @Override
    public void write(String from, int offset, int length) {
        check(length);
        super.write(from, offset, length);
    }

    private void check(int more) {
        if (getBuffer().length() + (long) more > bound) {
            throw new FullException(bound);
        }
    }
}
