package dev.hearth.core.deploy;

import dev.hearth.api.hook.HookModule;
import dev.hearth.core.deploy.DeploymentListener.Contents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of one deployment, loaded and sound: what is hosted, and what must be closed and deleted when it ends.
 *
 * @param source the JARs as they were
 * @param number the container's own, which no other version has; not the one that users see
 * @param copies the private copies, by what messages call them
 * @param content of the copies
 * @param place where the private copies are
 */
record Version(
        long number,
        Candidate source,
        Contents contents,
        DeploymentLoader loader,
        Libraries libraries,
        Map<String, Path> copies,
        Content content,
        Path place) {

    String name() {
        return source.name();
    }

    /** The same, of which the JARs lie there. */
    Version lyingAs(Candidate now) {
        return new Version(number, now, contents, loader, libraries, copies, content, place);
    }

    /** Whether its classes could tell other libraries from those that it is on. */
    boolean couldTell(Libraries others) {
        return loader.couldTell(others);
    }

    /** The same on other libraries, which its classes can't tell from those before; null if they could. */
    @Nullable
    Version on(Libraries others) {
        if (!loader.moveTo(others)) {
            return null;
        }
        Version moved = new Version(number, source, contents, loader, others.retain(), copies, content, place);
        libraries.release();
        return moved;
    }

    /** What this version was made of; another key means that there is news. */
    Key key() {
        return new Key(source.fingerprint(), libraries.number());
    }

    /** What a version is made of. */
    record Key(String fingerprint, long libraries) {}

    /** @param shown the number that users see */
    Deployed summary(long shown, Instant since) {
        List<TypeSummary> types = contents.types().stream().map(TypeSummary::of).toList();
        List<String> modules = contents.modules().stream().map(HookModule::name).toList();
        return new Deployed(name(), source.path(), shown, since, types, modules);
    }

    /** Closes the loader and deletes the copies. */
    void close() throws IOException {
        try {
            loader.close();
        } finally {
            try {
                libraries.release();
            } finally {
                VersionFolder.deleteTree(place);
            }
        }
    }
}
