package dev.hearth.core.deploy;

import dev.hearth.api.Threading;
import dev.hearth.core.call.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys what lies in a folder, for as long as it runs: JARs that appear, change and vanish.
 *
 * <p>One thread of its own does the work and calls the {@link DeploymentListener}; at the start some more load JARs side
 * by side. The file system's events make it look at once; where there are none, it looks every {@code poll}.
 *
 * <p>What can't be deployed is logged, and a note {@code NAME.jar.failed} beside it says why; the version before it goes
 * on. Replaced versions stay usable until {@link #release}; after {@code linger} the listener is asked to end them.
 *
 * <p>Thread-safe. Methods that change something wait until it is done; a caller that is interrupted meanwhile gets an
 * error, and the change may still happen.
 */
public final class Deployer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

    /** How long threads that were interrupted may take to end before they are named. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final DeployerOptions options;
    private final Watching watching;
    private final Hosting hosting;
    private final ScheduledThreadPoolExecutor thread;
    private final FolderSync sync;
    private final AtomicBoolean lookComes = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile List<String> withoutModules = List.of();
    private @Nullable FolderWatch watch; // deployment thread
    private String complaint = ""; // deployment thread

    /**
     * Makes the folders; deploys nothing yet.
     *
     * @throws IOException if a folder can't be made, read or cleared; the message names it
     */
    public Deployer(DeployerOptions options, DeploymentListener listener) throws IOException {
        this(options, listener, FolderWatch::new);
    }

    /** Says when something in a folder may have changed. */
    @FunctionalInterface
    interface Watching {
        FolderWatch begin(Path folder, Runnable changed) throws IOException;
    }

    Deployer(DeployerOptions options, DeploymentListener listener, Watching watching) throws IOException {
        this.options = options;
        this.watching = watching;
        KeptVersions kept =
                new KeptVersions(options.keeping().folder(), options.keeping().former());
        this.hosting = new Hosting(listener, this::expireLater, this::warnLater, kept);
        DeployFolder folder = new DeployFolder(options.folder());
        this.sync = new FolderSync(options, folder, hosting, kept, System::nanoTime);
        Leftovers.prevent();
        this.thread = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "hearth-deploy"));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    /**
     * Deploys all that is in the folder, in the order of the names, and begins to watch it. Returns when everything that
     * is complete is hosted or reported as failed. Where hook modules fail that the container is not to start without, the rest is
     * neither hosted nor watched, and {@link #withoutModules} says so.
     *
     * @throws IOException if the folder can't be read
     */
    public void start() throws IOException {
        boolean goesOn;
        try {
            goesOn = await(() -> {
                boolean whole = sync.start();
                withoutModules = sync.withoutModules();
                if (whole) {
                    beginToWatch();
                }
                return whole;
            });
        } catch (DeploymentException stopped) {
            throw new IOException(stopped.getMessage(), stopped);
        }
        if (goesOn) {
            long poll = options.timing().poll().toMillis();
            Future<?> unused = thread.scheduleWithFixedDelay(this::look, 0, poll, TimeUnit.MILLISECONDS);
        }
    }

    /** What lies in the folder and does not run, as of the last look; by file name. Thread-safe. */
    public List<String> idle() {
        return sync.idle();
    }

    /** What brings hook modules and could not be deployed by {@link #start}, a line each with the reason. */
    public List<String> withoutModules() {
        return withoutModules;
    }

    /**
     * Deploys a JAR and puts it into the folder under its name; in place of the one of that name if there is one.
     *
     * @throws DeploymentException if it can't be deployed; the folder and what runs are then as before
     */
    public Deployed deploy(Path jar) throws DeploymentException {
        return awaitDeployment(jar + ": can't be put into " + options.folder(), () -> sync.receive(jar));
    }

    /**
     * Takes a JAR or folder out of the deploy folder, deletes it, and undeploys it.
     *
     * @param name the deployment's name or its file's
     * @throws DeploymentException if there is none of that name, or it can't be deleted
     */
    public void undeploy(String name) throws DeploymentException {
        awaitDeployment(name + ": can't be taken out of " + options.folder(), () -> {
            sync.remove(name);
            return true;
        });
    }

    /**
     * Brings the version back that ran before: the one before that of now, or, where nothing runs under this name, the last one.
     * It takes the place of what lies in the folder.
     *
     * @param name the deployment's name or its file's
     * @param trial looks at the types of the former version first; a problem refuses it
     * @throws DeploymentException if there is none, or it can't be deployed; the folder and what runs are then as before
     */
    public Deployed rollback(String name, Trial trial) throws DeploymentException {
        return awaitDeployment(name + ": can't be brought back", () -> sync.rollback(name, trial));
    }

    /**
     * What users should know of the {@code main} of a deployment that runs, while that has exported nothing; empty otherwise.
     *
     * @throws DeploymentException if the container is stopping
     */
    public Optional<String> pending(String name) throws DeploymentException {
        return awaitDeployment(name + ": can't be looked at", () -> hosting.pending(name));
    }

    /** The name of the deployment that is, or would be, in a file or folder of this name. */
    public static String nameOf(String file) {
        return DeployFolder.nameOf(file);
    }

    /** What runs now, in the order in which it was deployed first. */
    public List<Deployed> deployments() {
        return hosting.summaries();
    }

    /** A replaced version is used no more: its class loader is closed. Returns at once. */
    public void release(Deployment replaced) {
        attempt(() -> thread.execute(() -> hosting.release(replaced)));
    }

    /**
     * Takes a deployment out that ends itself; its JAR stays where it is, with a note that says so, and is deployed again when
     * it changes. Does nothing if another version runs. Returns at once.
     */
    public void end(Deployment deployment, String reason) {
        attempt(() -> thread.execute(() -> sync.end(deployment, reason)));
    }

    /** Undeploys everything in reverse order, and ends the threads. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Future<?> ended = thread.submit(this::finish);
        boolean interrupted = false;
        while (!ended.isDone()) {
            try {
                ended.get();
            } catch (InterruptedException later) {
                interrupted = true;
            } catch (ExecutionException failure) {
                LOG.error("the deployments could not be closed cleanly", failure);
            }
        }
        thread.shutdown();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish() {
        try {
            FolderWatch ended = watch;
            if (ended != null) {
                ended.close();
            }
            sync.close();
        } catch (IOException failure) {
            LOG.error("the deployments could not be closed cleanly", failure);
        }
    }

    /**
     * Says what a JAR or folder of JARs would host, and everything that would keep it from being deployed. Runs no code
     * of it but what says which settings its hook modules have.
     *
     * @param deployFolder where the shared {@code lib} is; it and the JAR need not be there
     * @param threading the container's
     */
    public static Inspection inspect(Path jar, Path deployFolder, Threading threading) {
        return inspect(jar, deployFolder, threading, Trial.NONE);
    }

    /**
     * As the other, with a further look at the types if nothing else is wrong.
     *
     * @param trial its problems are not prefixed with the file's name
     */
    public static Inspection inspect(Path jar, Path deployFolder, Threading threading, Trial trial) {
        Path file = jar.toAbsolutePath().normalize();
        try {
            Candidate candidate = new DeployFolder(deployFolder).candidate(file);
            if (candidate == null) {
                return Inspection.failed(String.valueOf(file.getFileName()), jar + ": " + DeployFolder.unfit(file));
            }
            return inspect(candidate, Libraries.inPlace(new DeployFolder(deployFolder).libraries()), threading, trial);
        } catch (IOException unreadable) {
            return Inspection.failed(String.valueOf(file.getFileName()), String.valueOf(unreadable.getMessage()));
        }
    }

    /**
     * Looks at all that lies in a deploy folder, in the order of the names, as a start does; what a start ignores is ignored.
     *
     * @throws IOException if the folder can't be read
     */
    public static List<Inspection> inspectAll(Path deployFolder, Threading threading, Trial trial) throws IOException {
        List<Inspection> inspections = new ArrayList<>();
        for (Candidate candidate : new DeployFolder(deployFolder).candidates()) {
            inspections.add(
                    candidate.doubled()
                            ? Inspection.failed(candidate.name(), candidate.label() + ": " + candidate.doubledBecause())
                            : inspect(candidate.path(), deployFolder, threading, trial));
        }
        return inspections;
    }

    private static Inspection inspect(Candidate candidate, Libraries libraries, Threading threading, Trial trial)
            throws IOException {
        try (DeploymentLoader loader = DeploymentLoader.of(
                candidate.name(), "check", List.copyOf(candidate.jars().values()), libraries)) {
            return new Assembly(
                            candidate.name(),
                            candidate.label(),
                            loader,
                            candidate.jars(),
                            libraries.scans(),
                            threading,
                            Map.of(),
                            0)
                    .inspection(trial);
        } catch (RuntimeException | Error failure) {
            String problem = candidate.label() + ": can't be loaded: " + failure;
            return Inspection.failed(candidate.name(), problem);
        } finally {
            libraries.release();
        }
    }

    private void beginToWatch() {
        try {
            FolderWatch begun = watching.begin(options.folder(), this::lookSoon);
            watch = begun;
            begun.follow(sync.watched());
            begun.start();
        } catch (IOException | UnsupportedOperationException unavailable) {
            LOG.warn(
                    "{} is looked at every {} ms only, since its changes are not reported: {}",
                    options.folder(),
                    options.timing().poll().toMillis(),
                    unavailable.toString());
        }
    }

    private void lookSoon() {
        if (lookComes.compareAndSet(false, true)) {
            attempt(() -> thread.execute(this::look));
        }
    }

    private void look() {
        lookComes.set(false);
        if (closed.get()) {
            return;
        }
        try {
            if (sync.look() && lookComes.compareAndSet(false, true)) {
                later(options.timing().brief(), this::look);
            }
            if (watch != null) {
                watch.follow(sync.watched());
            }
            complaint = "";
        } catch (IOException unreadable) {
            complain(unreadable);
        } catch (RuntimeException | Error failure) {
            LOG.error("looking at {} failed; it is tried again", options.folder(), failure);
        }
    }

    /** Says once that the folder can't be read: what runs goes on. */
    private void complain(IOException unreadable) {
        if (!complaint.equals(unreadable.toString())) {
            complaint = unreadable.toString();
            LOG.warn("{} can't be read; what is deployed goes on running: {}", options.folder(), complaint);
        }
    }

    private Runnable expireLater(long version) {
        Duration linger = options.timing().linger();
        try {
            Future<?> expiry = thread.schedule(() -> hosting.expire(version), linger.toMillis(), TimeUnit.MILLISECONDS);
            return () -> expiry.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    private void warnLater(Leftovers left) {
        later(GRACE, left::warn);
    }

    private void later(Duration delay, Runnable task) {
        attempt(() -> {
            Future<?> unused = thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** What comes when the deployer is closed need not be done any more. */
    private static void attempt(Runnable submission) {
        try {
            submission.run();
        } catch (RejectedExecutionException closed) {
            LOG.debug("the deployer is closed");
        }
    }

    private <T> T awaitDeployment(String attempted, Callable<T> task) throws DeploymentException {
        try {
            return await(task);
        } catch (IOException failure) {
            throw new DeploymentException(attempted + ": " + failure, failure);
        }
    }

    private <T> T await(Callable<T> task) throws IOException, DeploymentException {
        try {
            return thread.submit(() -> unlessClosed(task)).get();
        } catch (RejectedExecutionException | CancellationException stopping) {
            throw new DeploymentException("the container is stopping", stopping);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("interrupted while it was waited for; it may still happen", interrupted);
        } catch (ExecutionException failure) {
            throw known(failure);
        }
    }

    private <T> T unlessClosed(Callable<T> task) throws Exception {
        if (closed.get()) {
            throw new DeploymentException("the container is stopping");
        }
        return task.call();
    }

    private static DeploymentException known(ExecutionException failure) throws IOException {
        if (failure.getCause() instanceof DeploymentException refused) {
            return refused;
        }
        if (failure.getCause() instanceof IOException io) {
            throw io;
        }
        return new DeploymentException("Hearth failed: " + failure.getCause(), failure);
    }
}
