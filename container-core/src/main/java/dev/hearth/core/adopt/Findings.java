package dev.hearth.core.adopt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found in a program. Immutable.
 *
 * @param path the JAR or folder that was looked into
 * @param jars the names of its JARs
 * @param classes how many classes were read
 * @param release the newest Java release that one of them is for
 * @param interfaces the remote interfaces, with the number of methods that each declares
 * @param implementations the classes whose objects clients can call
 * @param mains the programs in it, servers first
 * @param supposed the program that is taken for the server where no call shows one, and nothing is seen to be bound
 * @param notes what the program does that matters, what can't work first
 * @param target the JAR that the descriptor belongs into
 * @param described the JARs that have a descriptor already
 */
public record Findings(
        Path path,
        List<String> jars,
        int classes,
        int release,
        Map<String, Integer> interfaces,
        List<Implementation> implementations,
        List<Main> mains,
        Optional<Main> supposed,
        List<Note> notes,
        Path target,
        List<String> described) {

    /**
     * What a program's {@code main} is.
     *
     * @param manifest whether its JAR's manifest names it
     */
    public record Main(
            String className,
            Place place,
            String role,
            boolean server,
            boolean takesArguments,
            boolean manifest,
            List<String> names,
            List<Integer> ports) {}

    /**
     * One thing that the program does, or is.
     *
     * @param what as its source would say it
     * @param where in which places, the first few
     * @param count how many places there are
     * @param becomes what becomes of it in Hearth
     */
    public record Note(String kind, Coverage coverage, String what, List<Place> where, int count, String becomes) {}

    /**
     * Looks into a JAR, or a folder of JARs, and runs nothing of it.
     *
     * @throws IOException if there is none; the message says what is wrong
     */
    public static Findings of(Path path) throws IOException {
        return new Looking(path, ForeignJar.all(path)).findings();
    }

    /** The program that is a server, if there is one; the one that the manifest names if there are more. */
    public Optional<Main> server() {
        return mains.stream().filter(Main::server).findFirst();
    }

    /** Whether there is anything that Hearth could host. */
    public boolean isServer() {
        return Proposal.isPossible(this);
    }
}
