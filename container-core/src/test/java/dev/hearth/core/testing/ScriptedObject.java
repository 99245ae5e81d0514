package dev.hearth.core.testing;

import dev.hearth.api.ObjectContext;
import dev.hearth.api.OnActivate;
import dev.hearth.api.OnDestroy;
import dev.hearth.api.OnPassivate;
import java.rmi.NotBoundException;
import org.jspecify.annotations.Nullable;

/** The servant of {@link Scripted}: one durable number, and a diary. */
public final class ScriptedObject implements Scripted {

    /** Hears of what happens to servants. */
    public interface Diary {

        /** A servant was made, or has had its lifecycle method called: {@code activate}, {@code passivate}, {@code destroy}. */
        void note(ScriptedObject self, String event) throws Exception;
    }

    /** The durable state. */
    public long value;

    public final transient ObjectContext context;
    private final transient Diary diary;

    public ScriptedObject(ObjectContext context, Diary diary) throws Exception {
        this.context = context;
        this.diary = diary;
        diary.note(this, "new");
    }

    @OnActivate
    void activate() throws Exception {
        diary.note(this, "activate");
    }

    @OnPassivate
    void passivate() throws Exception {
        diary.note(this, "passivate");
    }

    @OnDestroy
    void destroy() throws Exception {
        diary.note(this, "destroy");
    }

    @Override
    public @Nullable Object change(Script script) throws Exception {
        return script.run(this);
    }

    @Override
    public @Nullable Object read(Script script) throws Exception {
        return script.run(this);
    }

    /** Another hosted object. */
    public Scripted other(String name) {
        try {
            return context.lookup(name, Scripted.class);
        } catch (NotBoundException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
