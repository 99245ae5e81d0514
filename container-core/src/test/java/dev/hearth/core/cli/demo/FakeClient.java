package dev.hearth.core.cli.demo;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Speaks as the demo's client does. Its one check is that after the storm the servers of before and after are two processes,
 * the first of them dead. Its host argument is not looked at; the servers leave their process ids in the data folder.
 */
class FakeClient {

    public static void main(String[] args) throws Exception {
        run("ok");
    }

    static void run(String verdict) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            System.out.println("== scene of " + command);
            if (command.equals("storm")) {
                System.out.println("storming");
                ProcessHandle.of(servers().get(0))
                        .ifPresent(server -> server.onExit().join());
            }
            System.out.println(verdict + " " + servers().size() + " servers so far");
            System.out.println("-- a remark");
            System.out.println("ms 7");
            System.out.println("done " + command);
        }
        System.exit(verdict.equals("ok") ? 0 : 1);
    }

    private static List<Long> servers() throws Exception {
        try (var files = Files.list(Path.of("data"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith("pid."))
                    .map(file -> Long.parseLong(file.substring(4)))
                    .sorted()
                    .toList();
        }
    }

    /** Finds everything wrong. */
    static final class Disappointed {
        private Disappointed() {}

        public static void main(String[] args) throws Exception {
            run("BAD");
        }
    }
}
