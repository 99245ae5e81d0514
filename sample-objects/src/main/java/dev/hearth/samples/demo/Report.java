package dev.hearth.samples.demo;

import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Prints what was seen, one line each, for people and for the program that started this one.
 *
 * <p>A line begins with {@code ==} (a scene's title), {@code ok}, {@code BAD}, {@code --} (a remark) or {@code ms} (how long
 * the scene took). Not thread-safe.
 */
final class Report {

    private final PrintStream out;
    private int good;
    private int bad;

    Report(PrintStream out) {
        this.out = out;
    }

    int good() {
        return good;
    }

    int bad() {
        return bad;
    }

    /** Plays a scene's part; one that breaks off counts as a failed check. */
    void scene(String title, Part part) {
        long start = System.nanoTime();
        line("==", title);
        try {
            part.play(this);
        } catch (Exception brokenOff) {
            bad("the scene broke off: " + brokenOff);
        }
        line("ms", String.valueOf((System.nanoTime() - start) / 1_000_000));
    }

    /** Checks that something is so. */
    void that(String what, boolean holds) {
        if (holds) {
            good++;
            line("ok", what);
        } else {
            bad(what);
        }
    }

    /** Checks that two values are equal. */
    void same(String what, Object expected, Object actual) {
        if (Objects.equals(expected, actual)) {
            that(what, true);
        } else {
            bad(what + ": expected " + expected + ", got " + actual);
        }
    }

    /** Checks that a call fails in a certain way. */
    void fails(String what, Class<? extends Exception> expected, Callable<?> call) {
        try {
            bad(what + ": expected " + expected.getSimpleName() + ", got " + call.call());
        } catch (Exception actual) {
            if (expected.isInstance(actual)) {
                that(what, true);
            } else {
                bad(what + ": expected " + expected.getSimpleName() + ", got " + actual);
            }
        }
    }

    /** Says something that is no check. */
    void remark(String text) {
        line("--", text);
    }

    private void bad(String what) {
        bad++;
        line("BAD", what);
    }

    private void line(String kind, String text) {
        out.println(kind + " " + text.replaceAll("\\R", " "));
        out.flush();
    }

    /** One of a scene's two parts. */
    @FunctionalInterface
    interface Part {
        void play(Report report) throws Exception;
    }
}
