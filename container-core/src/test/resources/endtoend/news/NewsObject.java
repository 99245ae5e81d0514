package news;

import dev.hearth.api.*;

@HostedObject(name = "news", lifecycle = Lifecycle.PERSISTENT)
public final class NewsObject implements News {
    private int reads;

    @Override
    public String read() {
        return "version one, read " + ++reads;
    }
}
