package dev.hearth.core.cli;

import dev.hearth.core.cli.prove.Harm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proves on the user's own disk that nothing acknowledged is lost. */
@Command(
        description = "tests on this machine's own disk that nothing acknowledged is lost",
        footer = {
            "",
            "Starts a container of its own, in a folder that it deletes. Harms: kill, pause, write, tear, sync, full;",
            "with 'forget' the disk itself loses something, and the proof must fail."
        })
final class ProveCommand implements Callable<Integer> {

    private static final int MOST_ROUNDS = 100_000;
    private static final int SEEDS = 1_000_000;

    private final Surroundings surroundings;
    private final Prover prover;

    @Option(names = "--rounds", paramLabel = "N", description = "how often; default 20", defaultValue = "20")
    private int rounds;

    @Option(names = "--seed", paramLabel = "S", description = "decides what is done and when; default: by chance")
    private @Nullable Long seed;

    @Option(names = "--data", paramLabel = "DIR", description = "on which disk; default: beside the data folder")
    private @Nullable Path data;

    @Option(names = "--harm", paramLabel = "HARM", split = ",", description = "only these, such as kill,sync")
    private List<Harm> harms = Harm.SURVIVABLE;

    ProveCommand(Surroundings surroundings, Prover prover) {
        this.surroundings = surroundings;
        this.prover = prover;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--rounds is " + rounds + ", and must be between 1 and " + MOST_ROUNDS,
                    "'hearth prove --help' says how it is used");
        }
        Path parent = parent();
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(SEEDS) : seed;
        try {
            boolean right = prover.prove(new Prover.Wanted(parent, rounds, chosen, harms), surroundings.out());
            return right ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException | RuntimeException impossible) {
            throw new CommandException(
                    ExitCode.CANNOT_START,
                    "The proof could not be run: " + impossible.getMessage(),
                    "It needs a disk with some room that it may write to (--data DIR), here " + parent);
        }
    }

    /** On the disk on which the container's data are. */
    private Path parent() throws CommandException {
        if (data != null) {
            return surroundings.absolute(data);
        }
        Path configured =
                surroundings.absolute(surroundings.config(null, List.of()).data());
        Path parent = configured.getParent();
        return parent == null ? configured : parent;
    }
}
