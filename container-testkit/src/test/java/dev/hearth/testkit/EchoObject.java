package dev.hearth.testkit;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;

/** Says what it is told, and how often it was. */
@HostedObject(name = "echoes", lifecycle = Lifecycle.PERSISTENT)
public final class EchoObject implements Echo {

    private int count;

    @Override
    public Answer say(String text) {
        System.out.println("an echo says " + text);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("nothing to say");
        }
        return new Answer(text, ++count);
    }

    @Override
    public String loader() {
        return getClass().getClassLoader().getClass().getName();
    }
}
