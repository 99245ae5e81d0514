package dev.hearth.core.cli.demo;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Prints the demo as chapters, scenes and checks, and counts the checks. A scene's lines are held until it is over, so that
 * its time can stand beside its title. Not thread-safe.
 */
final class Story {

    private static final int WIDTH = 88;

    private final PrintWriter out;
    private final String yes;
    private final String no;
    private final long startNanos = System.nanoTime();
    private final List<String> held = new ArrayList<>();
    private @Nullable String scene;
    private int chapters;
    private int good;
    private int bad;

    Story(PrintWriter out, Charset charset) {
        this.out = out;
        boolean marks = charset.newEncoder().canEncode("✓✗");
        yes = marks ? "✓" : "ok";
        no = marks ? "✗" : "FAILED";
    }

    void title(String text) {
        print(text);
    }

    void chapter(String text) {
        print("");
        print(++chapters + "  " + text);
    }

    /** Begins a scene; the lines until {@link #endScene} belong to it. */
    void beginScene(String title) {
        endScene("");
        scene = title;
    }

    /**
     * Prints the scene, if there is one.
     *
     * @param time how long it took; empty if it goes on
     */
    void endScene(String time) {
        String title = scene;
        if (title == null) {
            return;
        }
        scene = null;
        print("");
        print(("   " + title + " ".repeat(Math.max(1, WIDTH - 3 - title.length() - time.length())) + time)
                .stripTrailing());
        held.forEach(this::print);
        held.clear();
    }

    void check(boolean holds, String what) {
        if (holds) {
            good++;
        } else {
            bad++;
        }
        line((holds ? yes : no) + " " + what);
    }

    void remark(String text) {
        line("  " + text);
    }

    private void line(String text) {
        String indented = "     " + text;
        if (scene == null) {
            print(indented);
        } else {
            held.add(indented);
        }
    }

    /** Says how it came out. */
    boolean end() {
        endScene("");
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        print("");
        boolean right = bad == 0 && good > 0;
        print(
                right
                        ? String.format(Locale.ROOT, "All of it was right: %d checks in %.1f s.", good, seconds)
                        : String.format(
                                Locale.ROOT,
                                "Not all was right: %d of %d checks failed, in %.1f s.",
                                bad,
                                good + bad,
                                seconds));
        return right;
    }

    private void print(String text) {
        out.println(text);
        out.flush();
    }
}
