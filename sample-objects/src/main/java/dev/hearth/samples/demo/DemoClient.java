package dev.hearth.samples.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A client with nothing but the JDK and the samples' interfaces, which checks what it sees.
 *
 * <p>It is told what to do line by line on its standard input: {@code before} plays all scenes; {@code storm} makes deposits
 * and prints {@code storming}, the sign to kill the server; {@code after} goes on with the same stubs on the server that was
 * started again; the end of the input ends it. Each command is answered by lines as {@link Report} describes them and a last
 * one, {@code done COMMAND}. The exit code is 0 if every check was right.
 */
public final class DemoClient {

    private final Report report;
    private final PrintStream out;
    private final List<Scene> scenes;
    private final StormScene storm;

    DemoClient(Server server, PrintStream out) throws Exception {
        this.out = out;
        report = new Report(out);
        storm = new StormScene(server);
        scenes = List.of(
                new GreeterScene(server),
                new CounterScene(server),
                new ChatScene(server),
                new WorkerScene(server),
                new CartsScene(server),
                new AccountsScene(server));
    }

    /**
     * Runs the client.
     *
     * @param args the server's host and port
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            System.err.println("usage: java -cp CLIENT.jar dev.hearth.samples.demo.DemoClient HOST PORT");
            System.exit(2);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        DemoClient client = new DemoClient(new Server(args[0], Integer.parseInt(args[1])), out);
        client.obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        System.exit(client.report.bad() == 0 ? 0 : 1); // exported listeners would keep the JVM alive
    }

    void obey(BufferedReader commands) throws IOException, InterruptedException {
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            switch (command.trim()) {
                case "before" -> before();
                case "storm" -> storm();
                case "after" -> after();
                default -> report.that("a command is before, storm or after, not " + command, false);
            }
            out.println("done " + command.trim());
        }
    }

    void before() {
        for (Scene scene : scenes) {
            report.scene(scene.title(), scene::before);
        }
    }

    void storm() {
        report.scene(storm.title(), open -> storm.rage(open, () -> out.println("storming")));
    }

    void after() {
        for (Scene scene : scenes) {
            report.scene(scene.title(), scene::after);
        }
        report.scene(storm.title(), storm::after);
    }

    Report report() {
        return report;
    }
}
