package mess;

import dev.hearth.api.ObjectContext;

/** The descriptor says its name. */
public final class MessObject implements Mess {

    private static final int ECHOES = 8;

    private final ObjectContext context;

    public MessObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    public String make() {
        try {
            Everything.leave(context.name());
            int one = Integer.parseInt(Version.text()) % ECHOES;
            return context.lookup("echo/" + one, Echo.class).echo(Version.text());
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected.toString(), unexpected);
        }
    }
}
