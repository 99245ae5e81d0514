package dev.hearth.benchmarks.subject;

import java.io.Serializable;

/** A small value that can be changed, and so must not be shared by caller and called. */
public final class Point implements Serializable {
    private static final long serialVersionUID = 1;

    private long x;
    private long y;

    /** A point at these places. */
    public Point(long x, long y) {
        this.x = x;
        this.y = y;
    }

    /** Moves the point. */
    public void move(long byX, long byY) {
        x += byX;
        y += byY;
    }

    /** The sum of both places. */
    public long sum() {
        return x + y;
    }
}
