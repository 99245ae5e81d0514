package dev.hearth.samples.tour;

import dev.hearth.api.HostedObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fails where nothing is sent. */
@HostedObject(name = "rooms")
public final class Rooms implements Names {

    @Override
    public String length(@Nullable String text) {
        return Thread.currentThread().getName() + " "
                + Objects.requireNonNull(text, "nobody should see this").length();
    }
}
