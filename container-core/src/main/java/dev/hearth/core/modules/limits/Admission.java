package dev.hearth.core.modules.limits;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.FixupCall;
import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.Note;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Asks the limits of each call, twice, and gives back what it took when it is over.
 *
 * <p>A note is left on the call only where something is to be given back, or where it may have other limits once its caller is
 * known; all other calls make no garbage. Thread-safe.
 */
final class Admission {

    private static final Note<Ticket> TICKET = Note.of("limits.ticket", Ticket.class);

    /** What calls take that give nothing back; used while one hook runs. */
    private static final ThreadLocal<Ticket> SCRATCH = ThreadLocal.withInitial(Ticket::new);

    private final Function<Call, Limits> limits;
    private final AtomicInteger sets;
    private volatile Clock clock = Clock.systemUTC();

    /**
     * @param limits those of a call, as much as is known of it
     * @param sets how many different ones there are so far
     */
    Admission(Function<Call, Limits> limits, AtomicInteger sets) {
        this.limits = limits;
        this.sets = sets;
    }

    void clock(Clock containers) {
        clock = containers;
    }

    /** In {@code access}. */
    Answer beforeCaller(Call call) {
        Limits now = limits.apply(call);
        if (!now.progress() && sets.get() <= 1) {
            return now.isEmpty() ? Answer.OK : now.beforeCaller(call, scratch(), clock.millis());
        }
        Ticket ticket = new Ticket();
        call.note(TICKET, ticket); // first, so that it is given back whatever happens
        ticket.admittedBy(now);
        return now.beforeCaller(call, ticket, clock.millis());
    }

    /** In {@code fixup}. Sections that name principals may bring other limits now; then these are asked as well. */
    Answer ofCaller(FixupCall call) {
        Limits now = limits.apply(call);
        Optional<Ticket> noted = call.note(TICKET);
        Ticket ticket = noted.orElseGet(Admission::scratch);
        if (noted.isPresent() && !ticket.isOf(now)) {
            Answer answer = now.beforeCaller(call, ticket, clock.millis());
            if (answer != Answer.OK) {
                return answer;
            }
        }
        return now.askCaller() ? now.ofCaller(call, ticket, clock.millis()) : Answer.OK;
    }

    private static Ticket scratch() {
        Ticket ticket = SCRATCH.get();
        ticket.forget();
        return ticket;
    }

    /** In {@code log}: once for every call, whatever became of it. */
    void over(LoggedCall call) {
        call.note(TICKET).ifPresent(Ticket::giveBack);
    }
}
