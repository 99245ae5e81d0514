package dev.hearth.testkit;

import dev.hearth.core.cli.LaunchException;
import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.server.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The container of a test: on loopback, on a free port, with a folder of its own. A test gets it as a parameter or field.
 *
 * <p>Thread-safe. The extension closes it.
 */
public final class Hearth implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final Path folder;
    private final SettableClock clock;
    private final ContainerLog log;
    private final Container container;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Hearth(Path folder, SettableClock clock, ContainerLog log, Container container) {
        this.folder = folder;
        this.clock = clock;
        this.log = log;
        this.container = container;
    }

    static Hearth start(Hosting hosting) {
        ContainerLog log = ContainerLog.open();
        Path folder = scratch();
        try {
            hosting.pack(folder.resolve("deploy"));
            SettableClock clock = new SettableClock(hosting.now());
            return new Hearth(folder, clock, log, Container.start(config(folder, hosting), clock));
        } catch (IOException | LaunchException | ConfigException | RuntimeException refused) {
            String said = log.text();
            log.close();
            delete(folder);
            throw new IllegalStateException(
                    "the container does not start: " + refused.getMessage() + "\n--- its log:\n" + said, refused);
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("hearth-test");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static HearthConfig config(Path folder, Hosting hosting) throws ConfigException, IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--host=" + HOST,
                "--port=0",
                "--admin.port=0",
                "--deploy=" + folder.resolve("deploy"),
                "--data=" + folder.resolve("data")));
        hosting.settings().forEach((key, value) -> arguments.add("--" + key + "=" + value));
        Path file = folder.resolve("hearth.yaml");
        Files.writeString(file, hosting.yaml());
        return new ConfigLoader(folder, Map.of()).load(Optional.of(file), arguments);
    }

    /** The object port, on 127.0.0.1. */
    public int port() {
        return container.port();
    }

    /**
     * What the container's modules tell time by; it stands still until the test moves it. Deadlines, leases and the store go by
     * the machine's own.
     */
    public SettableClock clock() {
        return clock;
    }

    /** The container's data folder, in which are its log of calls and the token of its admin port. */
    public Path data() {
        return folder.resolve("data");
    }

    /** What has been logged, the last 1,000 lines of it. */
    public String log() {
        return log.text();
    }

    /** The container's registry, as a client gets it. */
    public Registry registry() throws RemoteException {
        return LocateRegistry.getRegistry(HOST, port());
    }

    /**
     * A stub, as a client gets it.
     *
     * @param name such as {@code accounts/alice}
     * @throws ClassCastException if the object has another interface
     */
    public <T extends Remote> T lookup(String name, Class<T> type) throws RemoteException, NotBoundException {
        return type.cast(registry().lookup(name));
    }

    /** Stops the container as {@code Ctrl-C} does, and deletes its folder. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            container.stop();
        } finally {
            log.close();
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException("something in " + folder + " could not be deleted", left);
        }
    }
}
