package dev.hearth.core.dispatch;

import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.dispatch.Witness.Visit;
import dev.hearth.core.testing.Scripted.Script;
import dev.hearth.core.testing.ScriptedObject;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one call does, and those below it: made before it runs, so that the seed decides it. */
final class Plan implements Script {

    private static final int DEEPEST = 3;

    private final Witness witness;
    private final String object;
    private final boolean root;
    private final boolean readOnly;
    private final boolean fails;
    private final boolean removes;
    private final List<Plan> nested = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final Map<String, Long> before;
    private final Set<String> removed;
    private volatile boolean saidNotToRun;

    private Plan(
            Witness witness,
            Random random,
            Supplier<String> objects,
            int depth,
            @Nullable Plan parent,
            boolean readOnly) {
        this.witness = witness;
        this.object = objects.get();
        this.root = parent == null;
        this.before = parent == null ? new ConcurrentHashMap<>() : parent.before;
        this.removed = parent == null ? ConcurrentHashMap.newKeySet() : parent.removed;
        this.readOnly = readOnly;
        this.fails = random.nextInt(30) == 0;
        this.removes = !readOnly && random.nextInt(40) == 0;
        for (int i = depth < DEEPEST ? random.nextInt(3) : 0; i > 0; i--) {
            nested.add(new Plan(witness, random, objects, depth + 1, this, readOnly));
        }
    }

    static Plan of(Witness witness, Random random, Supplier<String> objects) {
        return new Plan(witness, random, objects, 0, null, random.nextInt(4) == 0);
    }

    String object() {
        return object;
    }

    String method() {
        return readOnly ? "read" : "change";
    }

    @Override
    public @Nullable Object run(ScriptedObject self) throws Exception {
        if (runs.incrementAndGet() > 1) {
            witness.fault(this + " ran twice");
        }
        if (saidNotToRun) {
            witness.fault(this + " ran although its caller was told that it had not");
        }
        Chain chain = ((InChain) CallScope.current()).chain();
        return witness.watch(
                new Visit(self, object, Witness.threadingOf(object), chain, root, readOnly), () -> inTurn(self));
    }

    private @Nullable Object inTurn(ScriptedObject self) throws Exception {
        if (!readOnly) {
            before.putIfAbsent(object, self.value);
            self.value++;
        }
        for (Plan next : nested) {
            next.callFrom(self);
        }
        if (fails) {
            throw new RemoteException("planned");
        }
        if (removes) {
            removed.add(object);
            self.context.remove();
        }
        return null;
    }

    private void callFrom(ScriptedObject self) throws Exception {
        try {
            if (readOnly) {
                self.other(object).read(this);
            } else {
                self.other(object).change(this);
            }
        } catch (Exception refused) {
            failed(refused);
            throw refused;
        }
    }

    /** The caller got this instead of a result. */
    void failed(Throwable error) {
        String message = String.valueOf(error.getMessage());
        if (message.startsWith("HEARTH-") && message.contains("nothing has run")) {
            saidNotToRun = true;
            if (runs.get() != 0) {
                witness.fault(this + " has run: " + message);
            }
        }
    }

    /** The caller of the whole got a result: by how much each object differs now; who removes one has changed it in vain. */
    void succeeded(BiConsumer<String, Long> changes) {
        ran((object, more) -> {
            if (!removed.contains(object)) {
                changes.accept(object, more);
            }
        });
        removed.forEach(object -> changes.accept(object, -before.get(object)));
    }

    private void ran(BiConsumer<String, Long> changes) {
        if (runs.get() != 1) {
            witness.fault(this + " succeeded and ran " + runs + " times");
        }
        if (!readOnly) {
            changes.accept(object, 1L);
        }
        nested.forEach(each -> each.ran(changes));
    }

    @Override
    public String toString() {
        return object + "." + method() + nested;
    }
}
