package dev.hearth.core.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tells the whole story. */
@Command(description = "the whole story in half a minute, on the sample objects, with a kill -9 in the middle")
final class DemoCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final DemoRunner demo;

    DemoCommand(Surroundings surroundings, DemoRunner demo) {
        this.surroundings = surroundings;
        this.demo = demo;
    }

    @Override
    public Integer call() {
        return demo.run(surroundings.out());
    }
}
