package dev.hearth.benchmarks.subject;

/** An answer that is declared and no fault of the server: a call that fails as calls of real programs do. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;

    /** A refusal. */
    public RefusedException(String why, int code) {
        super(why);
        this.code = code;
    }

    /** What the program goes by. */
    public int code() {
        return code;
    }
}
