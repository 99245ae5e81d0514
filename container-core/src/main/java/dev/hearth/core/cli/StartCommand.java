package dev.hearth.core.cli;

import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.HearthConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Runs a container in the foreground. */
@Command(
        description = "runs the container in the foreground until Ctrl-C, then drains and stops",
        synopsisHeading = "Usage: ",
        customSynopsis = "hearth start [--config FILE] [--port N] [--deploy DIR] [--data DIR] [--KEY=VALUE…]",
        footer = {"", "Every key of hearth.yaml is an option too: --store.durability=process"})
final class StartCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final Launcher launcher;

    @Option(names = "--config", paramLabel = "FILE", description = "the configuration; default: hearth.yaml")
    private @Nullable Path config;

    @Option(names = "--port", paramLabel = "N", description = "the object port; default 1099")
    private @Nullable String port;

    @Option(names = "--deploy", paramLabel = "DIR", description = "the folder of JARs; default: deploy")
    private @Nullable String deploy;

    @Option(names = "--data", paramLabel = "DIR", description = "the folder of everything durable; default: data")
    private @Nullable String data;

    @Unmatched
    private List<String> others = new ArrayList<>();

    StartCommand(Surroundings surroundings, Launcher launcher) {
        this.surroundings = surroundings;
        this.launcher = launcher;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        HearthConfig checked = surroundings.config(config, settings());
        ConsoleLog.level(checked.log().level());
        Running running = launch(checked);
        running.reloadsFrom(() -> surroundings
                .loader()
                .load(Optional.ofNullable(config).map(surroundings.folder()::resolve), settings()));
        Thread stopper = new Thread(() -> stop(running, checked.stop().timeout()), "hearth-stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        surroundings.out().println(running.readyLine());
        surroundings.out().flush();
        running.awaitStopped();
        return running.exitCode();
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>();
        add(settings, "port", port);
        add(settings, "deploy", deploy);
        add(settings, "data", data);
        settings.addAll(others);
        return settings;
    }

    private static void add(List<String> settings, String key, @Nullable String value) {
        if (value != null) {
            settings.add("--" + key + "=" + value);
        }
    }

    private Running launch(HearthConfig checked) throws CommandException {
        try {
            return launcher.launch(checked);
        } catch (LaunchException cannot) {
            throw new CommandException(cannot.exitCode(), String.valueOf(cannot.getMessage()), cannot.advice());
        } catch (ConfigException wrong) {
            throw Surroundings.wrong(wrong);
        }
    }

    /**
     * Runs when the process is told to end (Ctrl-C, SIGTERM) and holds it until the container has stopped. A container
     * that can't stop gets twice its time for calls, and five seconds; then the process ends regardless.
     */
    private void stop(Running running, Duration timeout) {
        Thread stopping = new Thread(running::stop, "hearth-stopping");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(timeout.multipliedBy(2).plusSeconds(5).toMillis());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            surroundings.err().println("The container has not stopped in time; the process ends without it.");
        }
    }
}
