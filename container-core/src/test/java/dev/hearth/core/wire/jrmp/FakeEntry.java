package dev.hearth.core.wire.jrmp;

import dev.hearth.api.hook.Connection;
import dev.hearth.api.hook.Outcome;
import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.IncomingConnection;
import dev.hearth.core.call.Target;
import java.io.IOException;
import java.rmi.MarshalException;
import java.rmi.NoSuchObjectException;
import java.rmi.ServerException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** A pipeline without hooks: finds the servant by number, runs it where the test says. */
final class FakeEntry implements CallEntry {

    record Hosted(HostedType type, Object servant) {}

    final Map<Long, Hosted> objects = new ConcurrentHashMap<>();
    final List<Target> targets = new CopyOnWriteArrayList<>();
    final List<String> presumed = new CopyOnWriteArrayList<>();
    final List<String> unknownMethods = new CopyOnWriteArrayList<>();
    private final Queue<IncomingCall> running = new ConcurrentLinkedQueue<>();
    volatile boolean recording = true;
    volatile Executor dispatch = Runnable::run;
    volatile Executor refusals = Runnable::run;
    volatile Function<Connection, Optional<String>> connect = connection -> Optional.empty();
    volatile Optional<Throwable> refusal = Optional.empty();

    @Override
    public Optional<String> connect(IncomingConnection connection) {
        return connect.apply(connection);
    }

    @Override
    public void disconnect(IncomingConnection connection) {}

    @Override
    public void enter(IncomingCall call) {
        if (recording) {
            targets.add(call.target());
            presumed.add(call.presumed());
        }
        Hosted hosted = call.target() instanceof Target.ById id ? objects.get(id.number()) : null;
        if (hosted == null) {
            finish(call, Outcome.refused(new NoSuchObjectException("no such object in table")));
            return;
        }
        HostedMethod method = call.select(hosted.type);
        if (method == null) {
            unknownMethods.add(call.methodText());
            finish(call, Outcome.refused(new ServerException("no such method: " + call.methodText())));
        } else if (refusal.isPresent()) {
            Throwable reason = refusal.get();
            refusals.execute(() -> finish(call, Outcome.refused(reason)));
        } else {
            admitted(call, hosted, method);
        }
    }

    private void admitted(IncomingCall call, Hosted hosted, HostedMethod method) {
        Object[] arguments;
        try {
            arguments = call.readArguments(method, hosted.type);
        } catch (IOException | ClassNotFoundException bad) {
            finish(call, Outcome.refused(new ServerException("arguments", new MarshalException(bad.toString()))));
            return;
        }
        dispatch.execute(() -> {
            if (recording) {
                running.add(call);
            }
            Outcome outcome;
            try {
                outcome = Outcome.result(method.invoke(hosted.servant, arguments));
            } catch (Throwable thrown) {
                outcome = Outcome.exception(thrown);
            }
            if (!recording || running.remove(call)) {
                finish(call, outcome);
            }
        });
    }

    /** Answers all calls that run, as a deadline does. */
    void overtake() {
        for (IncomingCall call = running.poll(); call != null; call = running.poll()) {
            IncomingCall late = call;
            try {
                late.encode(Outcome.refused(new ServerException("late")));
            } catch (MarshalException failed) {
                throw new AssertionError(failed);
            }
            late.overtaken();
            late.send();
        }
    }

    private static void finish(IncomingCall call, Outcome outcome) {
        try {
            call.encode(outcome);
        } catch (MarshalException failed) {
            throw new AssertionError(failed);
        }
        call.send();
    }
}
