package dev.hearth.core.cli.prove;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Which harm comes next: each once in an order of chance, then again. Used by one thread. */
final class Plan {

    private final List<Harm> harms;
    private final Random random;
    private final Deque<Harm> next = new ArrayDeque<>();

    Plan(List<Harm> harms, Random random) {
        this.harms = List.copyOf(harms);
        this.random = random;
    }

    Blow next() {
        if (next.isEmpty()) {
            List<Harm> shuffled = new ArrayList<>(harms);
            Collections.shuffle(shuffled, random);
            next.addAll(shuffled);
        }
        return new Blow(next.remove(), random);
    }
}
