package dev.hearth.core.pipeline;

import dev.hearth.api.Caller;
import dev.hearth.api.hook.Outcome;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.ObjectAdapter;
import java.net.InetAddress;

/** What the hooks would say to calls that nobody makes: of a name, of a stranger. Thread-safe. */
final class Inquiry {

    private final ObjectAdapter adapter;
    private final BeforeObject phases;

    Inquiry(ObjectAdapter adapter, BeforeObject phases) {
        this.adapter = adapter;
        this.phases = phases;
    }

    /** Asks {@code authorize}, and who else is for names, about the name alone, for the call that runs on this thread. */
    boolean visible(String name) {
        if (!(CallScope.current() instanceof CallRun caller)
                || (caller.hooks().authenticateNames.isEmpty()
                        && caller.hooks().authorize.isEmpty())) {
            return true;
        }
        CallRun probe = caller.probe(name, adapter.typeAt(name));
        if (BeforeObject.asksWhoCalls(probe)) {
            boolean unusedAnswer = Hooked.first(probe, probe, probe.hooks().authenticateNames);
        }
        phases.authorize(probe);
        return !probe.decided();
    }

    /** Whether these hooks keep out, or give a name to, a caller who says nothing of themselves. */
    boolean asksStrangers(HookTable asked, String name, InetAddress from) {
        CallRun probe = new CallRun(0, new StrangersCall(name, from), null, asked);
        probe.about(name, "");
        phases.authenticate(probe);
        phases.authorize(probe);
        return probe.decided()
                ? probe.outcome().kind() == Outcome.Kind.REFUSED
                : !probe.principal().equals(Caller.ANONYMOUS);
    }
}
