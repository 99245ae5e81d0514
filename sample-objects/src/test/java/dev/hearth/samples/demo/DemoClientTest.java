package dev.hearth.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo client against the samples as plain RMI objects: its checks pass where RMI does it too, and only there. */
@Timeout(60)
class DemoClientTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void seesWhatPlainRmiCannotDo() throws Exception {
        try (PlainRmiServer rmi = new PlainRmiServer()) {
            DemoClient client = new DemoClient(rmi.server(), out);

            client.obey(commands("before\n"));

            assertThat(lines("BAD"))
                    .extracting(line -> line.replaceAll("[:,].*", ""))
                    .contains(
                            "BAD 4 calls at once on 2 objects",
                            "BAD 3 calls at once on one room",
                            "BAD and leaves both as they were")
                    .noneMatch(line -> line.contains("broke off"));
            assertThat(lines("ok"))
                    .contains(
                            "ok a stub from the registry greets",
                            "ok two rooms call their guests at the same time",
                            "ok a guest vanishes and the room goes on without",
                            "ok the server adds up",
                            "ok two accounts, each with its own balance",
                            "ok one that fails says why: cents missing");
            assertThat(lines("done")).containsExactly("done before");
            assertThat(client.report().good()).isEqualTo(lines("ok").size());
            assertThat(client.report().bad()).isEqualTo(lines("BAD").size());
        }
    }

    @Test
    void theStormEndsWhenTheServerIsGone() throws Exception {
        try (PlainRmiServer rmi = new PlainRmiServer()) {
            PrintStream watched = new PrintStream(bytes, true, StandardCharsets.UTF_8) {
                @Override
                public void println(String line) {
                    super.println(line);
                    if (line.equals("storming")) {
                        rmi.cutOffStorm();
                    }
                }
            };
            DemoClient client = new DemoClient(rmi.server(), watched);

            client.obey(commands("storm\n"));

            assertThat(lines("ok"))
                    .containsExactly(
                            "ok the account begins empty",
                            "ok the storm is raging",
                            "ok every client noticed that the server is gone");
        }
    }

    @Test
    void anUnknownCommandIsAFailedCheck() throws Exception {
        try (PlainRmiServer rmi = new PlainRmiServer()) {
            DemoClient client = new DemoClient(rmi.server(), out);

            client.obey(commands("sing\n"));

            assertThat(client.report().bad()).isEqualTo(1);
            assertThat(lines("done")).containsExactly("done sing");
        }
    }

    private List<String> lines(String kind) {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(kind + " "))
                .toList();
    }

    private static BufferedReader commands(String commands) {
        return new BufferedReader(new StringReader(commands));
    }
}
