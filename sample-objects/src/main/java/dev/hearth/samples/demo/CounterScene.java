package dev.hearth.samples.demo;

import dev.hearth.samples.counter.Counter;
import dev.hearth.samples.threading.Visit;
import java.rmi.NoSuchObjectException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Transient and single-threaded. */
final class CounterScene implements Scene {

    private final Counter counter;
    private final Counter red;
    private final Counter blue;

    CounterScene(Server server) throws Exception {
        counter = server.find("counter", Counter.class);
        red = server.find("counter/red", Counter.class);
        blue = server.find("counter/blue", Counter.class);
    }

    @Override
    public String title() {
        return "counter: transient, SINGLE";
    }

    @Override
    public void before(Report report) throws Exception {
        Callable<Visit> visitRed = () -> red.visit(2, 40);
        Callable<Visit> visitBlue = () -> blue.visit(2, 40);
        List<Visit> visits = Crowd.call(List.of(visitRed, visitBlue, visitRed, visitBlue));
        report.that(
                "4 calls at once on 2 objects: never two inside",
                visits.stream().allMatch(visit -> visit.together() == 1));
        report.same(
                "and all on one thread, " + visits.get(0).thread(),
                1L,
                visits.stream().map(Visit::threadId).distinct().count());
        Set<Long> hundred = LongStream.rangeClosed(1, 100).boxed().collect(Collectors.toSet());
        Set<Long> seen =
                Crowd.call(4, () -> count(25)).stream().flatMap(List::stream).collect(Collectors.toSet());
        report.same("4 clients count to 100 without a lock, none twice", hundred, seen);
    }

    private List<Long> count(int times) throws Exception {
        Long[] numbers = new Long[times];
        for (int i = 0; i < times; i++) {
            numbers[i] = counter.next();
        }
        return List.of(numbers);
    }

    @Override
    public void after(Report report) throws Exception {
        report.same("a named transient object begins anew under the same stub", 1L, counter.next());
        report.fails("one below a key has ended with its server", NoSuchObjectException.class, red::next);
    }
}
