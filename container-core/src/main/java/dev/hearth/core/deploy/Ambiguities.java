package dev.hearth.core.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Classes of one name that are not the same, of which a deployment gets the one that is found first: of {@code deploy/lib},
 * then of its own JARs in the order of their names. Of those in one JAR it gets the last.
 *
 * <p>Which of them was meant nobody can tell; so it is said, once for each two files.
 */
final class Ambiguities {

    private static final String NO_CLASS = "package-info";

    /** The file that is used, and one that is not. */
    private record Pair(String used, String unused) {}

    private final Map<Pair, List<String>> found = new LinkedHashMap<>();

    private Ambiguities() {}

    /**
     * One line each.
     *
     * @param shared the JARs of {@code deploy/lib}, in the order in which they are searched; not compared with each other
     * @param own the deployment's, likewise
     */
    static List<String> among(List<JarScan> shared, List<JarScan> own) {
        Ambiguities all = new Ambiguities();
        for (int i = 0; i < own.size(); i++) {
            JarScan scan = own.get(i);
            scan.twice().forEach(name -> all.add(scan.label(), scan.label(), name));
            List<JarScan> before =
                    Stream.concat(shared.stream(), own.subList(0, i).stream()).toList();
            scan.classes().forEach((name, content) -> all.compare(name, content, scan, before));
        }
        return all.lines();
    }

    private void compare(String name, Long content, JarScan scan, List<JarScan> before) {
        for (JarScan other : before) {
            Long used = other.classes().get(name);
            if (used != null) {
                if (!used.equals(content)) {
                    add(other.label(), scan.label(), name);
                }
                return;
            }
        }
    }

    private void add(String used, String unused, String name) {
        if (!name.endsWith(NO_CLASS)) {
            found.computeIfAbsent(new Pair(used, unused), unseen -> new ArrayList<>())
                    .add(name);
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        found.forEach((pair, names) -> lines.add(line(pair, names)));
        return lines;
    }

    private static String line(Pair pair, List<String> names) {
        String more = names.size() == 1 ? "" : " (and " + (names.size() - 1) + " more such)";
        return pair.used().equals(pair.unused())
                ? pair.used() + " holds two different classes " + names.get(0) + more
                        + ": the last one in it is used; pack it anew"
                : pair.unused() + " holds another " + names.get(0) + more + " than " + pair.used()
                        + ", whose one is used: leave it in one of the two";
    }
}
