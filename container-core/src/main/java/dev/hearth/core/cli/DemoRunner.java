package dev.hearth.core.cli;

import java.io.PrintWriter;

/** Tells the whole story on the sample objects. */
@FunctionalInterface
public interface DemoRunner {

    /**
     * Runs it.
     *
     * @param out for what it sees
     * @return {@link ExitCode#OK} only if everything was right
     */
    int run(PrintWriter out);
}
