package dev.hearth.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.admin.AdminPort;
import dev.hearth.core.admin.FakeContainer;
import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.HearthConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HearthCliTest {

    private static final int LOSING_ROUNDS = 21;

    @TempDir
    Path folder;

    private final FakeContainer container = new FakeContainer();
    private final Map<String, String> environment = new HashMap<>();
    private Launcher launcher = config -> new Ended(config, ExitCode.OK);
    private Inspector inspector = (config, jar) -> List.of(
            "port " + config.port() + jar.map(path -> ", " + path.getFileName()).orElse(""));
    private Restorer restorer = (config, backup, replace) ->
            "restored " + backup.getFileName() + (replace ? " over " : " to ") + config.data();
    private final FakeUsers users = new FakeUsers();
    private AdminPort port;

    @BeforeEach
    void open() throws IOException {
        port = AdminPort.open(FakeContainer.config(), folder.resolve("data"), container, container);
    }

    @AfterEach
    void close() {
        container.goOn.countDown();
        port.close();
    }

    @Test
    void objectsAreATable() {
        assertThat(run("objects").out).isEqualTo("""
                        NAME        TYPE  LIFECYCLE   STATE    THREADING
                        bank        bank  persistent  active   per-object
                        bank/alice  bank  persistent  active   per-object
                        bank/bob    bank  persistent  passive  per-object
                        """);
    }

    @Test
    void moreObjectsThanShownAreTold() {
        Result result = run("objects", "--limit", "1");

        assertThat(result.out).contains("bank").doesNotContain("alice");
        assertThat(result.err).isEqualTo("There are more: hearth objects --after 'bank'\n");
        assertThat(run("objects", "--after", "bank/alice").out)
                .contains("bank/bob")
                .doesNotContain("alice");
    }

    @Test
    void typesAreATableAndOneTypeIsShownWithItsMethods() {
        assertThat(run("types").out)
                .startsWith("NAME  DEPLOYMENT  STATE   LIFECYCLE   THREADING   CLASS")
                .contains(
                        "bank  bank        active  persistent  per-object  dev.hearth.core.admin.FakeContainer$FakeBank");
        assertThat(run("types", "bank").out)
                .contains("deployment      bank\n")
                .contains("methods         accounts(): List\n                after(LocalDate,Duration): LocalDate\n");
    }

    @Test
    void hooksModulesAndCallsAreTables() {
        assertThat(run("hooks").out).isEqualTo("""
                        PHASE   #  MODULE  ORDER   WHY
                        access  1  allow   first   -
                        access  2  quota   middle  after allow
                        """);
        assertThat(run("modules").out).isEqualTo("""
                        NAME        FROM      HOOKS  SETTINGS
                        access-log  built in      1  file: "a.log"
                        quota       shop          2  -
                        """);
        assertThat(run("ps").out).isEqualTo("""
                        CALL  AGE        STATE                         OBJECT      METHOD   CALLER         PHASE   THREAD  CHAIN  BELOW  WAITING FOR
                          17  1 min 5 s  answered 12.0 s ago, runs on  bank/alice  deposit  ann@127.0.0.1  handle  pool-3     17  -      -
                              at bank.BankObject.deposit(BankObject.java:14)
                          18  900 us     waits                         bank/alice  deposit  bob@127.0.0.1  fixup   -          18  -      bank/alice, held by call 17
                          20  1 ms       runs                          bank        audit    bob@127.0.0.1  handle  pool-4     19  19     -
                        """);
    }

    @Test
    void stacksOfRunningCallsAreShownWhereAskedFor() {
        String line = "\n      at bank.BankObject.audit(BankObject.java:20)\n";
        assertThat(run("ps").out).doesNotContain(line);
        assertThat(run("ps", "--stacks").out).contains(line);
        assertThat(run("ps", "--stacks", "--json").out)
                .contains("\"chain\":19,\"below\":19,\"overtakenMicros\":null,"
                        + "\"stack\":[\"bank.BankObject.audit(BankObject.java:20)\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects", "types", "hooks", "modules", "ps"})
    void nothingIsSaidInASentenceOrAsAnEmptyList(String command) {
        container.empty = true;

        assertThat(run(command).out).matches("No [a-z ]+ (are|is) .*\\.\n|There are no modules\\.\n");
        assertThat(run(command, "--json").out).isEqualTo("[]\n");
    }

    @Test
    void programsGetJson() {
        assertThat(run("objects", "--json", "--limit=1").out)
                .isEqualTo("[{\"name\":\"bank\",\"type\":\"bank\",\"lifecycle\":\"persistent\",\"state\":\"active\","
                        + "\"threading\":\"per-object\"}]\n");
        assertThat(run("ps", "--json").out).contains("\"ageMicros\":65000000").contains("\"waitingFor\":null");
        assertThat(run("types", "bank", "--json").out).startsWith("[{\"name\":\"bank\"");
        assertThat(run("modules", "quota", "--json").out)
                .startsWith("[{\"name\":\"quota\"")
                .contains("\"declared\":[{\"name\":\"calls\",\"kind\":\"integer\"")
                .doesNotContain("access-log");
        assertThat(run("page", "quota", "--json").out).startsWith("{\"").contains("\"page\":\"");
        assertThat(run("cancel", "17", "--json").out).isEqualTo("{\"cancelled\":17}\n");
    }

    @Test
    void callPrintsItsResult() {
        assertThat(run("call", "bank", "deposit", "41")).isEqualTo(new Result(ExitCode.OK, "42\n", ""));
        assertThat(run("call", "bank", "deposit", "--", "-5").out).isEqualTo("-4\n");
        assertThat(run("call", "bank", "greet", "J\u00fcrg").out).isEqualTo("\"hello J\u00fcrg\"\n");
        assertThat(run("call", "bank", "nothing")).isEqualTo(new Result(ExitCode.OK, "", ""));
        assertThat(run("call", "bank", "exchange", "{\"amount\":1.10,\"currency\":\"EUR\"}", "CHF").out)
                .isEqualTo("{\"amount\":1.10,\"currency\":\"CHF\"}\n");
        assertThat(run("call", "bank", "deposit", "41", "--json").out)
                .isEqualTo("{\"outcome\":\"result\",\"result\":42}\n");
    }

    @Test
    void callCanBeMadeAsAUser() {
        run("call", "bank", "nothing", "--as", "ann");
        run("call", "bank", "nothing");

        assertThat(container.entered).hasSize(2);
        assertThat(container.entered.get(0).principal()).contains("ann");
        assertThat(container.entered.get(0).roles()).containsExactly("teller");
        assertThat(container.entered.get(1).principal()).isEmpty();
        assertThat(run("call", "bank", "nothing", "--as", "bob"))
                .isEqualTo(new Result(ExitCode.FAILED, "", "there is no user 'bob'\n"));
    }

    @Test
    void sessionsAreATableAndCanBeEnded() {
        assertThat(run("sessions").out).isEqualTo("""
                        SESSION  USER  ROLES   PEER       SINCE                 LAST CALL
                        5e55     ann   teller  192.0.2.7  2026-01-02T03:04:05Z  2026-01-02T03:05:00Z
                        Logins since the start: 3, failed: 2, turned away: 1.
                        """);
        assertThat(run("sessions", "--json").out)
                .startsWith("[{\"id\":\"5e55\",\"user\":\"ann\",\"roles\":[\"teller\"]");
        assertThat(run("sessions", "--end", "5e56"))
                .isEqualTo(new Result(
                        ExitCode.FAILED, "", "there is no session 5e56; 'hearth sessions' lists those that are\n"));
        assertThat(run("sessions", "--end", "5e55").out).isEqualTo("Session 5e55 is ended.\n");
        assertThat(run("sessions").out).startsWith("Nobody is logged in.\n");
        assertThat(run("sessions", "--json").out).isEqualTo("[]\n");
        container.empty = true;
        assertThat(run("sessions")).isEqualTo(new Result(ExitCode.FAILED, "", "nobody can log in here\n"));
    }

    @Test
    void usersAreKeptWhetherAContainerRunsOrNot() {
        users.passwords.put("ann", "secret");
        users.roles.put("ann", Set.of());

        assertThat(run("user", "list").out).isEqualTo("USER  ROLES\nann   -\n");
        assertThat(run("user", "roles", "ann", "teller", "boss").out).isEqualTo("ann has the roles boss, teller.\n");
        assertThat(run("user", "list", "--json").out)
                .isEqualTo("[{\"user\":\"ann\",\"roles\":[\"boss\",\"teller\"]}]\n");
        assertThat(run("user", "roles", "ann").out).isEqualTo("ann has no roles.\n");
        assertThat(run("user", "remove", "ann").out).isEqualTo("ann is no user any more.\n");
        assertThat(run("user", "remove", "ann")).isEqualTo(new Result(ExitCode.FAILED, "", "there is no user 'ann'\n"));
        assertThat(run("user", "list").out).startsWith("There are no users");
    }

    @Test
    void callComesFromLoopbackAndIsNotLocal() {
        run("call", "bank", "nothing");

        assertThat(container.entered).hasSize(1).allSatisfy(call -> {
            assertThat(call.peer().loopback()).isTrue();
            assertThat(call.peer().port()).isPositive();
            assertThat(call.local()).isFalse();
        });
    }

    @Test
    void callThatThrowsFails() {
        assertThat(run("call", "bank", "fail", "no money"))
                .isEqualTo(new Result(
                        ExitCode.FAILED,
                        "",
                        "dev.hearth.core.admin.Bank$Refusal: no money\nThe object itself threw this.\n"));
        assertThat(run("call", "nobody", "greet", "x").err)
                .startsWith("java.rmi.NotBoundException: there is no such object")
                .contains("The method has not run");
        assertThat(run("call", "bank", "fail", "x", "--json"))
                .matches(result -> result.code == ExitCode.FAILED)
                .matches(result -> result.out.startsWith("{\"outcome\":\"exception\""));
    }

    @Test
    void callThatIsRefusedAfterItRanIsNotSaidNotToHaveRun() {
        container.deniesReplies = true;
        assertThat(run("call", "bank", "greet", "x").err)
                .contains("HEARTH-DENIED: mask: too good", "The method has run")
                .doesNotContain("not run");
        assertThat(run("call", "bank", "greet", "x", "--json").out).contains("\"ran\":true");
    }

    @Test
    void steeringSaysWhatHappened() throws IOException {
        Path jar = Files.createFile(folder.resolve("bank.jar"));
        Files.createFile(folder.resolve("bad.jar"));

        assertThat(run("deploy", "bank.jar")).isEqualTo(new Result(ExitCode.OK, "bank is deployed: 1 type\n", ""));
        assertThat(run("undeploy", "bank").out).isEqualTo("bank is undeployed.\n");
        assertThat(run("rollback", "bank").out).isEqualTo("bank is what it was\n");
        assertThat(run("rollback", "bank", "--discard-newer").code).isEqualTo(ExitCode.OK);
        assertThat(run("remove", "bank/alice").out).isEqualTo("bank/alice is removed.\n");
        assertThat(run("cancel", "17").out).isEqualTo("Call 17 is cancelled.\n");
        assertThat(container.steered)
                .containsExactly(
                        "deploy " + jar.toAbsolutePath(),
                        "undeploy bank",
                        "rollback bank",
                        "rollback bank --discard-newer",
                        "remove bank/alice",
                        "cancel 17");
    }

    @Test
    void statesAreChangedAndToldOf() {
        assertThat(run("hold", "bank").out)
                .isEqualTo("Deployment bank is held: new calls wait until 'hearth resume bank'.\n");
        assertThat(run("hold").out)
                .isEqualTo("The container is held: new calls wait until 'hearth resume'."
                        + " 1 call is still in it, and may finish.\n");
        assertThat(run("resume").out)
                .isEqualTo("The container takes calls again.\nDeployment bank is holding still.\n");
        assertThat(run("resume", "bank").out).isEqualTo("Deployment bank takes calls again.\n");
        assertThat(run("discard", "bank").out)
                .isEqualTo("Deployment bank discards calls: new ones are refused until 'hearth resume bank'.\n");
        assertThat(run("hold", "--json", "bank").out)
                .isEqualTo("{\"deployment\":\"bank\",\"state\":\"holding\",\"waiting\":3,\"inside\":0}\n");
        assertThat(container.steered)
                .containsExactly(
                        "HOLDING bank",
                        "HOLDING the container",
                        "ACTIVE the container",
                        "ACTIVE bank",
                        "DISCARDING bank",
                        "HOLDING bank");
        assertThat(run("hold", "shop")).isEqualTo(new Result(ExitCode.FAILED, "", "there is no deployment 'shop'\n"));
    }

    @Test
    void drainWaitsUntilTheLastCallHasLeft() {
        container.inside = 2;

        assertThat(run("drain", "bank")).isEqualTo(new Result(ExitCode.OK, """
                        Deployment bank is draining: 2 calls are in it.
                        Deployment bank is draining: 1 call is in it.
                        Deployment bank is drained: no call is in it, and none comes in until 'hearth resume bank'.
                        """, ""));
    }

    @Test
    void drainGivesUpInTimeAndSaysWhatToDo() {
        container.inside = 1_000;

        assertThat(run("drain", "bank", "--timeout", "0s"))
                .matches(result -> result.code == ExitCode.FAILED)
                .matches(result -> result.err.equals("Deployment bank goes on draining: 1000 calls are still in it\n"
                        + "'hearth ps' shows them, 'hearth cancel CALL' ends one,"
                        + " 'hearth resume bank' takes calls again\n"));
        assertThat(run("drain", "bank", "--timeout", "soon"))
                .matches(result -> result.code == ExitCode.USAGE)
                .matches(result -> result.err.contains("'soon' is not a time such as 30s, 10m or 1h"));
    }

    @Test
    void steeringThatFailsSaysWhy() throws IOException {
        Files.createFile(folder.resolve("bad.jar"));

        assertThat(run("deploy", "bad.jar"))
                .isEqualTo(new Result(ExitCode.FAILED, "", "bad.jar holds no type; annotate one with @HostedObject\n"));
        assertThat(run("deploy", "none.jar").code).isEqualTo(ExitCode.USAGE);
        assertThat(run("undeploy", "shop").err).contains("there is no deployment 'shop'");
        assertThat(run("remove", "bank/zoe").err).contains("there is no object 'bank/zoe'");
        assertThat(run("cancel", "99"))
                .isEqualTo(new Result(
                        ExitCode.FAILED, "", "no call 99 is in progress; 'hearth ps' lists those that are\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "objects",
                "types",
                "hooks",
                "modules",
                "ps",
                "cancel 1",
                "call bank nothing",
                "undeploy x",
                "rollback x",
                "remove x"
            })
    void whereNoContainerRunsThatIsSaid(String command) {
        port.close();

        Result result = run(command.split(" "));

        assertThat(result.code).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.err.lines()).hasSize(2);
        assertThat(result.err).contains("no container runs on the data folder").contains("hearth start");
    }

    @Test
    void whereTheContainerWasKilledThatIsSaid() throws IOException {
        Path left = Files.createDirectory(folder.resolve("left"));
        for (String name : List.of("admin.json", "admin.token")) {
            Files.copy(folder.resolve("data").resolve(name), left.resolve(name));
        }
        port.close();

        Result result = run("ps", "--data", "left");

        assertThat(result.code).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.err)
                .contains("the last one was process " + ProcessHandle.current().pid());
    }

    @Test
    void whereAnotherTookThePortThatIsSaid() throws IOException {
        Path data = folder.resolve("data");
        Files.writeString(data.resolve("admin.token"), "old");

        assertThat(run("ps"))
                .matches(result -> result.code == ExitCode.UNREACHABLE)
                .matches(result -> result.err.contains("another program has the port"));
    }

    @Test
    void containerIsFoundByItsConfiguration() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("my.yaml"), "data: " + folder.resolve("data"));

        assertThat(run("ps", "--config", "elsewhere/my.yaml").code).isEqualTo(ExitCode.OK);
        environment.put("HEARTH_DATA", "nowhere");
        assertThat(run("ps").code).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void brokenConfigurationKeepsNobodyFromLooking() throws IOException {
        Files.writeString(folder.resolve("hearth.yaml"), "prot: 1");

        assertThat(run("ps").code).isEqualTo(ExitCode.USAGE);
        assertThat(run("ps", "--data", "data").code).isEqualTo(ExitCode.OK);
    }

    @Test
    void startTellsWhenItIsReadyAndEndsAsTheContainerDoes() {
        launcher = config -> new Ended(config, ExitCode.UNKNOWN_OUTCOME);

        assertThat(run("start", "--port", "0", "--store.durability=process"))
                .isEqualTo(new Result(ExitCode.UNKNOWN_OUTCOME, "ready on 0, PROCESS\n", ""));
    }

    @Test
    void startThatCantSaysWhyAndWhatToDo() {
        launcher = config -> {
            throw new LaunchException("port 1099 is in use", "choose another with --port");
        };

        assertThat(run("start"))
                .isEqualTo(new Result(ExitCode.CANNOT_START, "", "port 1099 is in use\nchoose another with --port\n"));
    }

    @Test
    void startWithAWrongConfigurationSaysAllThatIsWrong() throws IOException {
        Files.writeString(folder.resolve("hearth.yaml"), "prot: 1");

        Result result = run("start", "--pord=3", "--stop.timeout", "x");

        assertThat(result.code).isEqualTo(ExitCode.USAGE);
        assertThat(result.err.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .endsWith("hearth.yaml:1: there is no key 'prot'; the nearest is 'port'"),
                        line -> assertThat(line).isEqualTo("--pord: there is no such option; the nearest is '--port'"),
                        line -> assertThat(line).startsWith("--stop.timeout: stop.timeout: 'x' is not a duration"),
                        line -> assertThat(line).contains("hearth.yaml.example"));
    }

    @Test
    void refusedConfigurationIsAUsageError() {
        launcher = config -> {
            config.requireOpen(() -> false);
            throw new AssertionError("served the world");
        };

        assertThat(run("start", "--host=0.0.0.0"))
                .matches(result -> result.code == ExitCode.USAGE)
                .matches(result -> result.err.contains("open: true"));
    }

    @Test
    void checkSaysWhatIsGoodAndWhatIsNot() throws Exception {
        assertThat(run("check", "--port=7").out).isEqualTo("No configuration file; the defaults hold.\nport 7\n");
        Path file = Files.writeString(folder.resolve("hearth.yaml"), "port: 8");
        assertThat(run("check", "x.jar").out).isEqualTo(file + " is good.\nport 8, x.jar\n2 stored states load\n");
        assertThat(run("check", "unfit.jar"))
                .matches(result -> result.code == ExitCode.FAILED)
                .matches(result -> result.err.startsWith("1 of 2 stored states would not load:"));
        inspector = (config, jar) -> {
            throw new Inspector.UnsoundException(List.of("x.jar: no types", "y.jar: no types"));
        };
        assertThat(run("check"))
                .matches(result -> result.code == ExitCode.FAILED)
                .matches(result -> result.out.isEmpty(), "nothing is called good")
                .matches(result -> result.err.equals("x.jar: no types\ny.jar: no types\n"));
    }

    @Test
    void checkCallsNoConfigurationGoodWhoseFilesAreNot() {
        inspector = (config, jar) -> {
            throw new ConfigException("tls.key-store: there is no file server.p12");
        };

        assertThat(run("check"))
                .matches(result -> result.code == ExitCode.USAGE)
                .matches(result -> result.out.isEmpty())
                .matches(result -> result.err.startsWith("tls.key-store: there is no file server.p12\n"));
    }

    @Test
    void demoEndsAsItsRunnerSays() {
        assertThat(run("demo")).isEqualTo(new Result(ExitCode.FAILED, "the demo\n", ""));
    }

    @Test
    void warmUpStartsAsksAndStops() throws IOException {
        CountDownLatch stopped = new CountDownLatch(1);
        launcher = config -> {
            try {
                AdminPort own = AdminPort.open(FakeContainer.config(), config.data(), container, container);
                return new Ended(config, ExitCode.OK) {
                    @Override
                    public void stop() {
                        own.close();
                        stopped.countDown();
                    }
                };
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        };

        assertThat(run("warm-up").code).isEqualTo(ExitCode.OK);
        assertThat(stopped.getCount()).isZero();
        assertThat(container.entered).hasSize(1);
    }

    @Test
    void anExportGoesToTheOutputOrWholeIntoAFile() throws IOException {
        container.exchange.lines = "{\"name\":\"bank/Zoë \uD83D\uDE00\"}\n".repeat(1_000);

        assertThat(run("store", "export")).isEqualTo(new Result(ExitCode.OK, container.exchange.lines, ""));
        assertThat(run("store", "export", "--to", "out.jsonl"))
                .isEqualTo(new Result(ExitCode.OK, "all exported to out.jsonl.\n", ""));
        assertThat(Files.readString(folder.resolve("out.jsonl"))).isEqualTo(container.exchange.lines);
        assertThat(folder.resolve("out.jsonl.part")).doesNotExist();
        assertThat(run("store", "export", "carts"))
                .matches(result -> result.code == ExitCode.FAILED)
                .matches(result -> result.err.equals("no object 'carts' is stored\n"));
        assertThat(run("store", "export", "--to", "no/such/folder/out.jsonl").err)
                .contains("out.jsonl can't be written");
    }

    @Test
    void whatIsLeftOutOfAnExportIsSaidAndIsAFailure() {
        container.exchange.lines = "{}\n";
        container.exchange.damaged = List.of("the stored state of bank/x is damaged");

        Result result = run("store", "export");

        assertThat(result.code).isEqualTo(ExitCode.FAILED);
        assertThat(result.out).isEqualTo("{}\n");
        assertThat(result.err).isEqualTo("Left out, since they are damaged:\nthe stored state of bank/x is damaged\n");
    }

    @Test
    void anImportIsSentInPartsAndItsRefusalIsShown() throws IOException {
        String lines = "{\"name\":\"bank/ä\"}\n".repeat(2_000);
        Files.writeString(folder.resolve("in.jsonl"), lines);

        assertThat(run("store", "import", "in.jsonl", "--replace"))
                .isEqualTo(new Result(ExitCode.OK, "Imported: 1 new.\n", ""));
        assertThat(container.exchange.lines).isEqualTo(lines);
        assertThat(container.exchange.replaced).isTrue();

        Files.writeString(folder.resolve("in.jsonl"), "bad");
        assertThat(run("store", "import", "in.jsonl"))
                .isEqualTo(new Result(ExitCode.FAILED, "", "nothing is imported:\nline 1: bad\n"));
        assertThat(container.exchange.replaced).isFalse();
        assertThat(run("store", "import", "absent").err).startsWith("there is no file absent\n");
    }

    @Test
    void aStoredObjectIsShown() {
        assertThat(run("store", "show", "bank/alice").out).isEqualTo("""
                        {
                          "name" : "bank/alice",
                          "type" : "bank",
                          "number" : 4100,
                          "size" : 33,
                          "active" : true,
                          "state" : {
                            "cents" : 12,
                            "rate" : 1.50,
                            "tags" : [ ]
                          }
                        }
                        """);
        assertThat(run("store", "show", "bank/eve").err).startsWith("no object 'bank/eve' is stored");
    }

    @Test
    void backupAndRestoreNameTheirFolders() {
        assertThat(run("store", "backup", "saved").out)
                .isEqualTo("1 object is in the backup " + folder.resolve("saved") + ".\n");
        assertThat(run("store", "backup", "full"))
                .matches(result -> result.code == ExitCode.FAILED)
                .matches(result -> result.err.contains("is not empty"));
        assertThat(run("store", "restore", "saved", "--data=elsewhere", "--replace").out)
                .isEqualTo("restored saved over elsewhere.\n");
        restorer = (config, backup, replace) -> {
            throw new LaunchException("the data folder is not empty", "--replace deletes it", ExitCode.FAILED);
        };
        assertThat(run("store", "restore", "saved"))
                .isEqualTo(new Result(ExitCode.FAILED, "", "the data folder is not empty\n--replace deletes it\n"));
        assertThat(run("store", "restore", "saved", "--prot=1").code).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void helpGroupsTheCommands() {
        assertThat(run("--help").out)
                .contains("Usage: hearth")
                .contains("  run    start ")
                .contains("         demo ")
                .contains("         prove ")
                .contains("  call   call ")
                .contains("  look   objects ")
                .contains("  steer  deploy ")
                .containsPattern("  keep   store +state in and out: export, import, show, backup, restore")
                .doesNotContain("warm-up");
        assertThat(run("start", "--help").out).contains("--config=FILE").contains("--KEY=VALUE");
    }

    @Test
    void proofIsAskedForOnTheDiskOfTheData() {
        Result usual = run("prove", "--seed", "7");
        assertThat(usual.code).isEqualTo(ExitCode.OK);
        assertThat(usual.out).contains("rounds=20", "seed=7", "SYNC").doesNotContain("FORGET");
        assertThat(usual.out).contains("parent=" + folder.toAbsolutePath() + ",");

        Result lost = run("prove", "--rounds", "" + LOSING_ROUNDS, "--data", "elsewhere", "--harm", "kill,forget");
        assertThat(lost.code).isEqualTo(ExitCode.FAILED);
        assertThat(lost.out).contains("parent=" + folder.resolve("elsewhere").toAbsolutePath(), "harms=[KILL, FORGET]");
    }

    @Test
    void versionIsSaid() {
        assertThat(run("version").out).matches("Hearth \\d+\\.\\d+\\.\\d+\\S*, on Java .*\n");
        assertThat(run("--version").out).isEqualTo(run("version").out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strat",
                "prove --rounds 0",
                "prove --harm hug",
                "call bank",
                "cancel x",
                "ps --jsn",
                "deploy",
                "ps extra",
                "store",
                "store exprt",
                "store backup",
                "user",
                "user add",
                "user add ann secret",
                "user roles"
            })
    void misuseIsToldInTwoLines(String command) {
        Result result = run(command.split(" "));

        assertThat(result.code).isEqualTo(ExitCode.USAGE);
        assertThat(result.out).isEmpty();
        assertThat(result.err.lines()).hasSize(2).last().asString().contains("--help");
    }

    @Test
    void nothingTypedShowsTheHelp() {
        assertThat(run())
                .matches(result -> result.code == ExitCode.USAGE)
                .matches(result -> result.out.contains("Usage: hearth"));
    }

    private record Result(int code, String out, String err) {}

    private Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Prover prover = (wanted, to) -> {
            to.println(wanted);
            return wanted.rounds() < LOSING_ROUNDS;
        };
        DemoRunner demo = to -> {
            to.println("the demo");
            return ExitCode.FAILED;
        };
        Surroundings surroundings = new Surroundings(new PrintWriter(out), new PrintWriter(err), environment, folder);
        int code = new HearthCli(launcher, demo, prover, inspector, restorer, users, surroundings).run(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    /** A container that has stopped by itself. */
    private static class Ended implements Running {

        private final HearthConfig config;
        private final int code;

        Ended(HearthConfig config, int code) {
            this.config = config;
            this.code = code;
        }

        @Override
        public String readyLine() {
            return "ready on " + config.port() + ", " + config.store().durability();
        }

        @Override
        public void awaitStopped() {}

        @Override
        public int exitCode() {
            return code;
        }

        @Override
        public void stop() {}
    }
}
