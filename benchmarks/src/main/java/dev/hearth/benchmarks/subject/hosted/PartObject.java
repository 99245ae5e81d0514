package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.benchmarks.subject.Part;

/** What is handed out: as little as an object can be, so that what is measured is what the server keeps for it. */
public final class PartObject implements Part {
    private final long number;

    /** The part of this number. */
    public PartObject(long number) {
        this.number = number;
    }

    @Override
    public long number() {
        return number;
    }
}
