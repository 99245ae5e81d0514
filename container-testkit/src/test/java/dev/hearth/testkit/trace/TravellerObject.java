package dev.hearth.testkit.trace;

import dev.hearth.api.HostedObject;
import dev.hearth.api.ObjectContext;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;

@HostedObject(name = "travellers")
public final class TravellerObject implements Traveller {

    private final ObjectContext context;

    public TravellerObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    public int visit(String others) throws RemoteException {
        Span own = GlobalOpenTelemetry.getTracer("traveller")
                .spanBuilder("own of " + context.name())
                .startSpan();
        Scope current = own.makeCurrent();
        try {
            if (others.isEmpty()) {
                return 0;
            }
            String[] next = others.split(",", 2);
            return 1 + context.lookup("travellers/" + next[0], Traveller.class).visit(next.length > 1 ? next[1] : "");
        } catch (NotBoundException absent) {
            throw new IllegalStateException(absent);
        } finally {
            current.close();
            own.end();
        }
    }

    @Override
    public void fail() {
        throw new IllegalStateException("not for the trace");
    }
}
