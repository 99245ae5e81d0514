package dev.hearth.core.server;

import dev.hearth.core.cli.Prover;
import dev.hearth.core.cli.prove.Machine;
import dev.hearth.core.cli.prove.Proof;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the containers of a proof are started: as this process was. */
final class ProofSetting {

    /** A container that says nothing for so long has failed; the JDK's own bound is none. */
    private static final String PATIENCE_MILLIS = "30000";

    private ProofSetting() {}

    static boolean prove(Prover.Wanted wanted, PrintWriter out) throws IOException, InterruptedException {
        System.setProperty("sun.rmi.transport.tcp.responseTimeout", PATIENCE_MILLIS);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Machine machine = new Machine(java, options(), absolute(System.getProperty("java.class.path")));
        return new Proof(machine, wanted.parent(), wanted.rounds(), wanted.seed(), wanted.harms()).run(out);
    }

    /** With the archive of classes that the launcher made, if it has. */
    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        String[] own = ProcessHandle.current().info().arguments().orElse(new String[0]);
        Stream.of(own)
                .filter(argument -> argument.startsWith("-XX:SharedArchiveFile="))
                .forEach(options::add);
        options.addAll(List.of("-Xshare:auto", "-Xlog:disable"));
        return options;
    }

    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
