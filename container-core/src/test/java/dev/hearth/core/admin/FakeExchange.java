package dev.hearth.core.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** States in and out of a container that has one text for all of them. */
public final class FakeExchange implements StateExchange {

    /** What an export gives, and what the last import gave. */
    public volatile String lines = "";

    public volatile List<String> damaged = List.of();
    public volatile boolean replaced;

    /** An export waits for it. */
    public volatile CountDownLatch mayExport = new CountDownLatch(0);

    @Override
    public Optional<StoredObject> show(String name) {
        return name.equals("bank/alice")
                ? Optional.of(
                        new StoredObject(name, "bank", 4_100, 33, true, "{\"cents\":12,\"rate\":1.50,\"tags\":[]}"))
                : Optional.empty();
    }

    @Override
    public Done write(OutputStream to, Optional<String> name) throws RefusedException {
        try {
            mayExport.await();
            if (name.isPresent() && !lines.contains(name.get())) {
                throw new RefusedException("no object '" + name.get() + "' is stored");
            }
            to.write(lines.getBytes(StandardCharsets.UTF_8));
            return new Done("all exported", damaged);
        } catch (IOException | InterruptedException failed) {
            throw new RefusedException("the export failed: " + failed, failed);
        }
    }

    @Override
    public Done read(Source from, boolean replace) throws RefusedException {
        try (InputStream in = from.open()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            in.transferTo(all);
            lines = all.toString(StandardCharsets.UTF_8);
            replaced = replace;
        } catch (IOException failed) {
            throw new RefusedException("unreadable", failed);
        }
        if (lines.contains("bad")) {
            throw new RefusedException("nothing is imported:\nline 1: bad");
        }
        return new Done("1 new", List.of());
    }

    @Override
    public Done backup(Path folder) throws RefusedException {
        if (folder.endsWith("full")) {
            throw new RefusedException("no backup is made: the folder " + folder + " is not empty");
        }
        return new Done("1 object is in the backup " + folder, damaged);
    }
}
