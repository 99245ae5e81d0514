package dev.hearth.samples.demo;

import dev.hearth.samples.threading.Visit;
import dev.hearth.samples.worker.Worker;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Transient, with a thread for each call. */
final class WorkerScene implements Scene {

    private final Worker worker;

    WorkerScene(Server server) throws Exception {
        worker = server.find("worker", Worker.class);
    }

    @Override
    public String title() {
        return "worker: transient, PER_REQUEST";
    }

    @Override
    public void before(Report report) throws Exception {
        List<Visit> visits = Crowd.call(4, () -> worker.visit(4, 5_000));
        report.that("4 calls at once are inside together", visits.stream().allMatch(visit -> visit.together() == 4));
        Set<Long> threads = visits.stream().map(Visit::threadId).collect(Collectors.toSet());
        report.same("each on a thread of its own", 4, threads.size());
        report.that(
                "and the next call gets a new one",
                threads.add(worker.visit(1, 0).threadId()));
        String work = worker.work(20);
        report.that(work, work.startsWith("worked 20 ms"));
    }

    @Override
    public void after(Report report) throws Exception {
        report.that("the same stub works again", worker.work(1).startsWith("worked 1 ms"));
    }
}
