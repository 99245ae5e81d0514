package dev.hearth.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README tells a new user to paste does what it says there. The blocks are run as they stand, in one shell, but for
 * the line that names the ports.
 */
class ReadmeIT {

    private static final String FIRST = "## An object of your own";
    private static final String LAST = "## A hook module of your own";
    private static final String USUAL_PORTS = "export HEARTH_PORT=1099 HEARTH_ADMIN_PORT=1100";

    @TempDir
    Path scratch;

    @Test
    void tutorialDoesWhatItSays() throws Exception {
        List<Tutorial.Step> steps = Tutorial.steps(Path.of("../README.md"), FIRST, LAST);
        assertThat(steps).as("what is to be pasted").hasSizeGreaterThan(8);
        assertThat(steps.get(0).commands()).contains(USUAL_PORTS);

        try (PastingShell shell = PastingShell.in(checkout(), scratch)) {
            shell.paste(steps.get(0).with(USUAL_PORTS, freePorts()));
            for (Tutorial.Step step : steps.subList(1, steps.size())) {
                shell.paste(step);
            }
        }
    }

    /** What a checkout has after {@code ./hearth version}, as far as the README names it: of the archive just built. */
    private Path checkout() throws Exception {
        Path unpacked = Files.createDirectory(scratch.resolve("unpacked"));
        Process tar = new ProcessBuilder("tar", "-xzf", System.getProperty("hearth.tarball"), "-C", unpacked.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        String version = System.getProperty("hearth.version");
        Path home = unpacked.resolve("hearth-" + version);
        String api = "container-api-" + version + ".jar";
        Path checkout = Files.createDirectory(scratch.resolve("checkout"));
        Files.createSymbolicLink(checkout.resolve("hearth"), home.resolve("bin/hearth"));
        Path target = Files.createDirectories(checkout.resolve("container-api/target"));
        Files.createSymbolicLink(target.resolve(api), home.resolve("lib").resolve(api));
        return checkout;
    }

    private static String freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 1, loopback);
                ServerSocket other = new ServerSocket(0, 1, loopback)) {
            return "export HEARTH_PORT=" + one.getLocalPort() + " HEARTH_ADMIN_PORT=" + other.getLocalPort();
        }
    }
}
