package dev.hearth.core.admin;

import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.Target;
import java.rmi.MarshalException;
import java.rmi.UnmarshalException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call that came through the admin port. */
final class AdminCall implements IncomingCall {

    private final CallRequest request;
    private final Set<String> roles;
    private final Target target;
    private final Peer peer;
    private final Function<Object, Optional<String>> nameOf;
    private final long maxResult;
    private final MethodChoice choice;
    private final CompletableFuture<Map<String, @Nullable Object>> reply = new CompletableFuture<>();
    private ClassLoader loader = AdminCall.class.getClassLoader();
    private boolean returnsNothing;
    private boolean ran;
    private Map<String, @Nullable Object> encoded = Map.of();

    /**
     * @param target what the request's object means
     * @param roles of whom the call is made as
     * @param nameOf the name of a hosted object, for results
     * @param maxResult how many characters a result may have
     */
    AdminCall(
            CallRequest request,
            Target target,
            Set<String> roles,
            Peer peer,
            Function<Object, Optional<String>> nameOf,
            long maxResult) {
        this.request = request;
        this.target = target;
        this.roles = roles;
        this.peer = peer;
        this.nameOf = nameOf;
        this.maxResult = maxResult;
        this.choice = new MethodChoice(request.method(), request.arguments().size());
    }

    /**
     * What will be sent: {@code outcome}, and {@code result} if the method returned something, or {@code error} with the
     * error's {@code class} and {@code message}; {@code ran} if the call was refused although the method has run.
     */
    CompletableFuture<Map<String, @Nullable Object>> reply() {
        return reply;
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public Optional<String> principal() {
        return request.as();
    }

    @Override
    public Set<String> roles() {
        return roles;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public @Nullable HostedMethod select(HostedType type) {
        loader = type.deployment().loader();
        HostedMethod method = choice.select(type);
        returnsNothing = method != null && method.returnType() == void.class;
        return method;
    }

    @Override
    public String methodText() {
        return choice.described();
    }

    @Override
    public @Nullable Object[] readArguments(HostedMethod method, HostedType type) throws UnmarshalException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return values().arguments(method, request);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void hasRun() {
        ran = true;
    }

    @Override
    public void encode(Outcome outcome) throws MarshalException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("outcome", outcome.kind().name().toLowerCase(Locale.ROOT));
        Throwable error = outcome.error();
        if (error != null) {
            fields.put("error", described(error));
            if (ran && outcome.kind() == Outcome.Kind.REFUSED) {
                fields.put("ran", true);
            }
        } else if (!returnsNothing) {
            fields.put("result", new Json.Raw(values().result(outcome.result())));
        }
        encoded = fields;
    }

    /** As texts only: an error of the deployment's own classes must not be held by whoever waits for the reply. */
    private static Map<String, String> described(Throwable error) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("class", error.getClass().getName());
        fields.put("message", String.valueOf(error.getMessage()));
        Throwable cause = error.getCause();
        if (cause != null && cause != error) {
            fields.put("cause", cause.toString());
        }
        return fields;
    }

    private JsonValues values() {
        return new JsonValues(loader, nameOf, maxResult);
    }

    @Override
    public void send() {
        reply.complete(encoded);
    }
}
