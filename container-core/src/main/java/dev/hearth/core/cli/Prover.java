package dev.hearth.core.cli;

import dev.hearth.core.cli.prove.Harm;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Tries on this machine whether anything that was acknowledged gets lost. */
@FunctionalInterface
public interface Prover {

    /**
     * What is asked for.
     *
     * @param parent where the container's folder is made
     * @param harms what is done to it
     */
    record Wanted(Path parent, int rounds, long seed, List<Harm> harms) {}

    /**
     * Runs it.
     *
     * @param out for what it sees
     * @return whether nothing was lost
     * @throws IOException if it could not be run
     */
    boolean prove(Wanted wanted, PrintWriter out) throws IOException, InterruptedException;
}
