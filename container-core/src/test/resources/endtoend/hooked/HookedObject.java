package hooked;

import dev.hearth.api.Attribute;
import dev.hearth.api.HostedObject;
import dev.hearth.api.ObjectContext;
import java.nio.file.Files;
import java.nio.file.Path;

@HostedObject(name = "hooked")
@Marked("everybody")
public final class HookedObject implements Hooked {
    private final ObjectContext context;

    public HookedObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    @Marked({"clerk", "boss"})
    public String say(String what) {
        return context.name() + " says " + what;
    }

    @Override
    public String hold(String began, String end, String other) {
        try {
            Files.createFile(Path.of(began));
            while (!Files.exists(Path.of(end))) {
                Thread.sleep(5);
            }
            return context.lookup(other, Hooked.class).say("held");
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public String tenant() {
        return context.attribute(Attribute.of("tenant", String.class)).orElse("nobody's");
    }

    @Override
    public String tenantBy(String other) {
        try {
            return context.lookup(other, Hooked.class).tenant();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public String fail() {
        throw new IllegalStateException("as it was told");
    }
}
