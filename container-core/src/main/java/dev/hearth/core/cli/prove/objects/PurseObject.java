package dev.hearth.core.cli.prove.objects;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.ReadOnly;
import java.util.HashMap;
import java.util.Map;

/** A persistent object for each key, made by its first use. */
@HostedObject(name = "purses", lifecycle = Lifecycle.PERSISTENT)
public final class PurseObject implements Purse {

    private long cents;
    private Map<String, Long> last = new HashMap<>();

    @Override
    @ReadOnly
    public Content content() {
        return new Content(cents, new HashMap<>(last));
    }

    @Override
    public void book(String client, long number, long amount) {
        if (cents + amount < 0) {
            throw new IllegalStateException("there are " + cents + " cents, and " + -amount + " are asked for");
        }
        cents += amount;
        last.put(client, number);
    }
}
