package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** State in and out of a running container, by the command line, as clients see it. */
@Timeout(180)
class StoreIT {

    private static final Pattern CENTS = Pattern.compile("\"state\":\\{\"cents\":(\\d+)}");

    @TempDir
    static Path folder;

    private static Server server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        Bank.deploy(folder.resolve("deploy"));
        server = Server.start(Jdks.own(), folder, "--store.durability=process");
        client = Bank.client(Jdks.own(), folder, server.port());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static String out(String command, String... arguments) throws IOException {
        Ran ran = server.store(command, arguments);
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        return ran.out();
    }

    private static String refusal(String command, String... arguments) throws IOException {
        Ran ran = server.store(command, arguments);
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(1);
        return ran.err();
    }

    private static Path lines(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    @Test
    void anObjectIsShownWithItsStateForPeople() throws IOException {
        client.ask("deposit", "shown", 1500);

        assertThat(out("show", "accounts/shown"))
                .matches("(?s)\\{\n  \"name\" : \"accounts/shown\",\n  \"type\" : \"accounts\",\n  \"number\" : \\d+,\n"
                        + "  \"size\" : 14,\n  \"active\" : true,\n  \"state\" : \\{\n    \"cents\" : 1500\n  }\n}\n");
        assertThat(out("show", "accounts/shown", "--json")).contains("\"active\":true,\"state\":{\"cents\":1500}}");
        assertThat(refusal("show", "accounts/never-was")).contains("no object 'accounts/never-was' is stored");
    }

    @Test
    void whatIsExportedCanBeImportedAndStubsAreGoodAgain() throws IOException {
        client.ask("deposit", "moved/a", 5);
        client.ask("deposit", "moved/Zoë", 7);
        client.ask("keep", "moved/a");
        Path file = folder.resolve("moved.jsonl");

        assertThat(out("export", "accounts/moved", "--to", file.toString())).startsWith("2 objects are exported to");
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .allMatch(line -> line.matches("\\{\"name\":\"accounts/moved/.+\",\"type\":\"accounts\","
                        + "\"number\":\\d+,\"container\":\"[0-9a-f]{12}\",\"state\":\\{\"cents\":\\d}}"));
        assertThat(out("export", "accounts/moved")).isEqualTo(Files.readString(file));

        server.hearth("remove", "accounts/moved/a");
        client.ask("deposit", "moved/Zoë", 100);
        assertThat(client.failure("keptBalance", "moved/a")).startsWith("java.rmi.NoSuchObjectException");

        assertThat(refusal("import", file.toString()))
                .startsWith("nothing is imported:\n")
                .contains("line 1: accounts/moved/Zoë exists, with another state; --replace puts this one");
        assertThat(client.failure("keptBalance", "moved/a")).startsWith("java.rmi.NoSuchObjectException");

        assertThat(out("import", "--replace", file.toString()))
                .isEqualTo("Imported: 1 new, 1 replaced, 0 were there already.\n");
        assertThat(client.ask("keptBalance", "moved/a")).isEqualTo("5");
        assertThat(client.ask("balance", "moved/Zoë")).isEqualTo("7");
        assertThat(out("import", file.toString())).isEqualTo("Imported: 0 new, 0 replaced, 2 were there already.\n");
    }

    @Test
    void linesOfOtherContainersComeInUnderNumbersOfThisOneFromTheStandardInput() throws IOException {
        Path file = lines(
                "foreign.jsonl",
                "{\"type\":\"accounts\",\"name\":\"accounts/foreign\",\"number\":3,\"container\":\"000000000000\","
                        + " \"state\": {\"cents\": 12}}",
                "",
                "{\"name\":\"accounts/named-only\",\"type\":\"accounts\",\"number\":4,\"container\":\"000000000000\"}",
                "{\"name\":\"carts/7\",\"type\":\"carts\",\"state\":{\"items\":[]}}");

        Ran ran = Server.hearth(Jdks.own(), folder, List.of("store", "import", "--data=" + server.data()), file);

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("Imported: 2 new, 0 replaced, 0 were there already.\n");
        assertThat(client.ask("deposit", "foreign", 1)).isEqualTo("13");
        assertThat(number(out("show", "accounts/foreign", "--json"))).isGreaterThan(15);
        assertThat(out("show", "carts/7", "--json")).contains("\"active\":false");
        assertThat(refusal("show", "accounts/named-only")).contains("no object");
    }

    private static long number(String shown) {
        Matcher number = Pattern.compile("\"number\":(\\d+)").matcher(shown);
        assertThat(number.find()).as(shown).isTrue();
        return Long.parseLong(number.group(1));
    }

    @Test
    void whatCantBeImportedIsNamedWithItsLineAndNothingIs() throws IOException {
        client.ask("deposit", "there", 1);
        Path file = lines(
                "bad.jsonl",
                "{\"name\":\"accounts/fresh\",\"type\":\"accounts\",\"state\":{\"cents\":1}}",
                "{\"name\":\"accounts/broken\",\"type\":\"accounts\",\"state\":{\"cents\":",
                "{\"name\":\"accounts/text\",\"type\":\"accounts\",\"state\":{\"cents\":\"much\"}}",
                "{\"name\":\"accounts/there\",\"type\":\"accounts\",\"state\":{\"cents\":2}}",
                "{\"name\":\"accounts/newer\",\"type\":\"accounts\",\"state\":{},\"colour\":\"red\"}",
                "{\"name\":\"clerk\",\"type\":\"clerk\",\"state\":{}}",
                "{\"name\":\"elsewhere/x\",\"type\":\"accounts\",\"state\":{}}",
                "{\"name\":\"accounts/a~b\",\"type\":\"accounts\",\"state\":{}}");

        assertThat(refusal("import", file.toString()).split("\n"))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("nothing is imported:"),
                        line -> assertThat(line).startsWith("line 2 is damaged: it is no JSON: "),
                        line -> assertThat(line)
                                .startsWith("line 3: accounts/text would not load: AccountObject.cents can't be read"),
                        line -> assertThat(line).startsWith("line 4: accounts/there exists, with another state"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "line 5 is damaged: it has 'colour', which this Hearth does not know: a newer"
                                                + " one wrote it?"),
                        line -> assertThat(line)
                                .isEqualTo("line 6: clerk has a state, and its type is deployed as a transient one"),
                        line -> assertThat(line).isEqualTo("line 7: elsewhere/x does not lie below its type, accounts"),
                        line -> assertThat(line).contains("line 8: HEARTH-NAME"));
        assertThat(client.ask("exists", "fresh")).isEqualTo("false");

        Path twice = lines(
                "twice.jsonl",
                "{\"name\":\"accounts/fresh\",\"type\":\"accounts\",\"state\":{\"cents\":1}}",
                "{\"name\":\"accounts/fresh2\",\"type\":\"accounts\",\"state\":{\"cents\":1}}",
                "{\"name\":\"accounts/fresh\",\"type\":\"accounts\",\"state\":{\"cents\":2}}");
        assertThat(refusal("import", twice.toString())).contains("line 3: accounts/fresh stands on line 1 too");
        assertThat(client.ask("exists", "fresh")).isEqualTo("false");

        Ran missing = server.store("import", "no-such-file");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("there is no file no-such-file");
        assertThat(refusal("export", "acounts")).contains("no object 'acounts' is stored");
    }

    /** Clients move cents between accounts all the time; each export and the backup have all the cents. */
    @Test
    void exportsAndBackupsUnderLoadAreOfOneMoment() throws Exception {
        int accounts = 20;
        for (int i = 0; i < accounts; i++) {
            client.ask("deposit", "load/" + i, 1_000);
        }
        Path enough = folder.resolve("enough");
        try (Client loading = Bank.client(Jdks.own(), folder, server.port())) {
            CompletableFuture<String> moved = loading.begin("transferUntil", "load/", accounts, 8, enough);
            String first = out("export", "accounts/load");
            await("cents move").until(() -> !out("export", "accounts/load").equals(first));
            for (int i = 0; i < 6; i++) {
                assertThat(cents(out("export", "accounts/load"))).isEqualTo(1_000L * accounts);
            }
            Path backup = folder.resolve("loaded-backup");
            out("backup", backup.toString());
            String saved = Files.readAllLines(backup.resolve("objects.jsonl")).stream()
                    .filter(line -> line.contains("accounts/load/"))
                    .collect(Collectors.joining("\n"));
            assertThat(cents(saved)).isEqualTo(1_000L * accounts);
            Files.createFile(enough);
            assertThat(Long.parseLong(moved.join())).isGreaterThan(100);
        }
    }

    private static long cents(String lines) {
        return CENTS.matcher(lines)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }

    @Test
    void anImportIntoAnObjectInUseWaitsForItsCalls() throws Exception {
        client.ask("deposit", "busy/0", 10_000);
        client.ask("deposit", "busy/1", 10_000);
        Path file = lines(
                "busy.jsonl",
                "{\"name\":\"accounts/busy/0\",\"type\":\"accounts\",\"state\":{\"cents\":50000}}",
                "{\"name\":\"accounts/busy/1\",\"type\":\"accounts\",\"state\":{\"cents\":50000}}");
        Path enough = folder.resolve("enough-of-busy");
        try (Client loading = Bank.client(Jdks.own(), folder, server.port())) {
            CompletableFuture<String> moved = loading.begin("transferUntil", "busy/", 2, 8, enough);
            assertThat(out("import", "--replace", file.toString()))
                    .isEqualTo("Imported: 0 new, 2 replaced, 0 were there already.\n");
            Files.createFile(enough);
            assertThat(Long.parseLong(moved.join())).isPositive();
        }
        assertThat(client.ask("deposit", "busy/0", 1)).isNotEmpty();
        assertThat(cents(out("export", "accounts/busy")))
                .as("no cent of before is left over")
                .isBetween(99_000L, 101_001L);
    }

    @Test
    void anImportThatBrokeOffIsGoneOnWithByGivingItAgain() throws Exception {
        int objects = 20_000;
        Path place = Files.createDirectory(folder.resolve("broken-off"));
        Bank.deploy(place.resolve("deploy"));
        Path file = Files.writeString(
                place.resolve("many.jsonl"),
                IntStream.range(0, objects)
                        .mapToObj(i -> "{\"name\":\"accounts/many/" + i
                                + "\",\"type\":\"accounts\",\"state\":{\"cents\":" + i + "}}\n")
                        .collect(Collectors.joining()));
        try (Server killed = Server.start(Jdks.own(), place);
                Client looking = Bank.client(Jdks.own(), place, killed.port())) {
            CompletableFuture<Ran> broken = CompletableFuture.supplyAsync(() -> {
                try {
                    return killed.store("import", file.toString());
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
            await("some are in").until(() -> looking.ask("exists", "many/600").equals("true") || broken.isDone());
            killed.kill();
            assertThat(broken.join().code()).isEqualTo(3);
            killed.again();

            Matcher done = Pattern.compile("Imported: (\\d+) new, 0 replaced, (\\d+) were there already\\.\n")
                    .matcher(killed.store("import", file.toString()).out());
            assertThat(done.matches()).isTrue();
            int fresh = Integer.parseInt(done.group(1));
            int present = Integer.parseInt(done.group(2));
            assertThat(fresh).isPositive();
            assertThat(present).isGreaterThanOrEqualTo(600);
            assertThat(fresh + present).isEqualTo(objects);
            assertThat(looking.ask("balance", "many/" + (objects - 1))).isEqualTo(Integer.toString(objects - 1));
        }
    }

    @Test
    void helpNamesTheCommands() throws IOException {
        assertThat(Server.hearth(Jdks.own(), folder, List.of("store", "--help")).out())
                .contains("Usage: hearth store")
                .contains("export ", "import ", "show ", "backup ", "restore ");
        assertThat(Server.hearth(Jdks.own(), folder, List.of("--help")).out())
                .containsPattern("(?m)^  keep +store +state in and out");
        Ran nobody = Server.hearth(Jdks.own(), folder, List.of("store", "export", "--data=" + folder.resolve("none")));
        assertThat(nobody.code()).isEqualTo(3);
    }
}
