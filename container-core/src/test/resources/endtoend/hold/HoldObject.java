package hold;

import dev.hearth.api.HostedObject;
import java.nio.file.*;
import java.util.concurrent.locks.LockSupport;

@HostedObject(name = "hold")
public final class HoldObject implements Hold {
    @Override
    public String untilThere(String made, String awaited) throws Exception {
        Files.createFile(Paths.get(made));
        while (!Files.exists(Paths.get(awaited))) {
            LockSupport.parkNanos(5_000_000);
        }
        return "finished";
    }

    @Override
    public String hello() {
        return "hello";
    }
}
