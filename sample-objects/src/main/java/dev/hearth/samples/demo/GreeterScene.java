package dev.hearth.samples.demo;

import dev.hearth.samples.greeter.Greeter;
import dev.hearth.samples.threading.Visit;
import java.util.List;

/** Transient and pooled. */
final class GreeterScene implements Scene {

    private final Greeter greeter;

    GreeterScene(Server server) throws Exception {
        greeter = server.find("greeter", Greeter.class);
    }

    @Override
    public String title() {
        return "greeter: transient, POOLED";
    }

    @Override
    public void before(Report report) throws Exception {
        report.same("a stub from the registry greets", "Good day, Ada!", greeter.greet("Ada"));
        List<Visit> visits = Crowd.call(4, () -> greeter.visit(4, 5_000));
        report.that("4 calls at once are inside together", visits.stream().allMatch(visit -> visit.together() == 4));
    }

    @Override
    public void after(Report report) throws Exception {
        report.same("the same stub greets again", "Good day, Grace!", greeter.greet("Grace"));
    }
}
