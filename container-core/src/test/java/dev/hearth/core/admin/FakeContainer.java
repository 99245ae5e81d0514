package dev.hearth.core.admin;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Page;
import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.IncomingConnection;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.config.HearthConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.rmi.AccessException;
import java.rmi.MarshalException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A container of one object, {@code bank}, that runs each call where it enters. */
public final class FakeContainer implements Administration, CallEntry {

    public final List<String> steered = new CopyOnWriteArrayList<>();
    public final List<IncomingCall> entered = new CopyOnWriteArrayList<>();
    public final CountDownLatch waiting = new CountDownLatch(1);
    public final CountDownLatch goOn = new CountDownLatch(1);
    public volatile boolean ready = true;
    public volatile CallState state = CallState.ACTIVE;
    public volatile int inside;
    public volatile boolean empty;
    public volatile boolean broken;
    public volatile @Nullable Error fatal;
    public volatile boolean deniesReplies;
    public final Set<String> ended = new CopyOnWriteArraySet<>();
    public final FakeExchange exchange = new FakeExchange();

    private final FakeBank servant;
    private final HostedType bank;

    public FakeContainer() {
        this.servant = new FakeBank(waiting, goOn);
        this.bank = type("bank", servant);
    }

    public static HostedType type(String name, Object servant) {
        Deployment deployment =
                new Deployment("bank", servant.getClass().getClassLoader(), any -> true, Map.of(), Threading.POOLED);
        HostedType.Traits traits = new HostedType.Traits(Lifecycle.PERSISTENT, Threading.PER_OBJECT, false, true);
        return HostedType.of(name, deployment, servant.getClass(), traits, context -> servant);
    }

    /** With short limits, and any free port. */
    public static HearthConfig.Admin config() {
        try {
            return ConfigLoader.of(Map.of(
                            "admin.port", "0",
                            "admin.request-timeout", "1s",
                            "admin.request-bytes", "4KiB",
                            "admin.calls", "2"))
                    .admin();
        } catch (ConfigException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public List<ObjectRow> objects(String after, int limit) {
        if (broken) {
            throw new IllegalStateException("the table is on fire");
        }
        Error thrown = fatal;
        if (thrown != null) {
            throw thrown;
        }
        List<ObjectRow> rows = new ArrayList<>();
        for (String name : empty ? List.<String>of() : List.of("bank", "bank/alice", "bank/bob")) {
            State state = name.equals("bank/bob") ? State.PASSIVE : State.ACTIVE;
            rows.add(new ObjectRow(name, "bank", Lifecycle.PERSISTENT, state, Threading.PER_OBJECT));
        }
        return rows.stream()
                .filter(row -> row.name().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public List<TypeRow> types() {
        return empty ? List.of() : List.of(TypeRow.of(bank, state));
    }

    @Override
    public List<HookRow> hooks() {
        return empty
                ? List.of()
                : List.of(
                        new HookRow("access", 1, "allow", "first", ""),
                        new HookRow("access", 2, "quota", "middle", "after allow"));
    }

    @Override
    public List<ModuleRow> modules() {
        return empty
                ? List.of()
                : List.of(
                        new ModuleRow("access-log", Optional.empty(), 1, Map.of("file", "a.log")),
                        new ModuleRow("quota", Optional.of("shop"), 2, Map.of()));
    }

    @Override
    public SessionsRow sessions() throws RefusedException {
        requireUsers();
        return new SessionsRow(
                ended.isEmpty()
                        ? List.of(new SessionRow(
                                "5e55",
                                "ann",
                                List.of("teller"),
                                "192.0.2.7",
                                Instant.parse("2026-01-02T03:04:05.678Z"),
                                Instant.parse("2026-01-02T03:05:00Z")))
                        : List.of(),
                new LoginCounts(3, 2, 1));
    }

    @Override
    public boolean endSession(String id) throws RefusedException {
        requireUsers();
        return id.equals("5e55") && ended.add(id);
    }

    @Override
    public Set<String> rolesOf(String user) throws RefusedException {
        requireUsers();
        if (!user.equals("ann")) {
            throw new RefusedException("there is no user '" + user + "'");
        }
        return Set.of("teller");
    }

    private void requireUsers() throws RefusedException {
        if (empty) {
            throw new RefusedException("nobody can log in here");
        }
    }

    @Override
    public List<SettingRow> settings(String module) {
        return module.equals("quota")
                ? List.of(new SettingRow("calls", "integer", "100", 7, true, Map.of("accounts/**", 9), "how many"))
                : List.of();
    }

    @Override
    public List<PageRow> pages() {
        return empty ? List.of() : List.of(new PageRow("quota", "who has how many left"));
    }

    @Override
    public Optional<Page.Content> page(String module, Map<String, String> query) {
        return module.equals("quota") ? Optional.of(Page.Content.text("7 left " + query)) : Optional.empty();
    }

    @Override
    public List<ReloadRow> reload() {
        return List.of(
                new ReloadRow("log.level", "info", "debug", true, ""),
                new ReloadRow("port", "1099", "1100", false, ""));
    }

    @Override
    public List<CallRow> calls(boolean stacks) {
        return empty
                ? List.of()
                : List.of(
                        new CallRow(
                                17,
                                "bank/alice",
                                "deposit",
                                "ann@127.0.0.1",
                                "handle",
                                "pool-3",
                                65_000_000,
                                null,
                                17,
                                null,
                                12_000_000L,
                                List.of("bank.BankObject.deposit(BankObject.java:14)")),
                        new CallRow(
                                18,
                                "bank/alice",
                                "deposit",
                                "bob@127.0.0.1",
                                "fixup",
                                null,
                                900,
                                "bank/alice, held by call 17",
                                18,
                                null,
                                null,
                                List.of()),
                        new CallRow(
                                20,
                                "bank",
                                "audit",
                                "bob@127.0.0.1",
                                "handle",
                                "pool-4",
                                1_000,
                                null,
                                19,
                                19L,
                                null,
                                stacks ? List.of("bank.BankObject.audit(BankObject.java:20)") : List.of()));
    }

    /** The deployment's state is as set; each look finds one call less in it. */
    @Override
    public List<StateRow> states() {
        return List.of(
                new StateRow(null, CallState.ACTIVE, 0, 0), new StateRow("bank", state, 3, inside > 0 ? inside-- : 0));
    }

    @Override
    public StateRow change(Optional<String> deployment, CallState wanted) throws RefusedException {
        String name = deployment.orElse("the container");
        if (deployment.isPresent() && !name.equals("bank")) {
            throw new RefusedException("there is no deployment '" + name + "'");
        }
        steered.add(wanted + " " + name);
        if (deployment.isEmpty()) {
            return new StateRow(null, wanted, 0, 1);
        }
        state = wanted;
        return states().get(1);
    }

    @Override
    public String tryStates(Path jar) throws RefusedException {
        if (jar.endsWith("unfit.jar")) {
            throw new RefusedException("1 of 2 stored states would not load:");
        }
        return "2 stored states load";
    }

    @Override
    public String deploy(Path jar, boolean check) throws RefusedException {
        if (check) {
            tryStates(jar);
        }
        if (jar.endsWith("bad.jar")) {
            throw new RefusedException("bad.jar holds no type; annotate one with @HostedObject");
        }
        steered.add("deploy " + jar);
        return "bank is deployed: 1 type";
    }

    @Override
    public String rollback(String name, boolean discardNewer) throws RefusedException {
        if (!name.equals("bank")) {
            throw new RefusedException("there is no deployment '" + name + "'");
        }
        steered.add("rollback " + name + (discardNewer ? " --discard-newer" : ""));
        return name + " is what it was";
    }

    @Override
    public void undeploy(String name) throws RefusedException {
        if (!name.equals("bank")) {
            throw new RefusedException("there is no deployment '" + name + "'");
        }
        steered.add("undeploy " + name);
    }

    @Override
    public boolean remove(String name) {
        return Set.of("bank/alice").contains(name) && steered.add("remove " + name);
    }

    @Override
    public boolean cancel(long call) {
        return call == 17 && steered.add("cancel " + call);
    }

    @Override
    public StateExchange exchange() {
        return exchange;
    }

    @Override
    public Target targetOf(String name) {
        return new Target.ByName(name);
    }

    @Override
    public Optional<String> nameOf(Object object) {
        return object == servant ? Optional.of("bank") : Optional.empty();
    }

    @Override
    public Optional<String> connect(IncomingConnection connection) {
        return Optional.empty();
    }

    @Override
    public void disconnect(IncomingConnection connection) {}

    @Override
    public void enter(IncomingCall call) {
        entered.add(call);
        if (deniesReplies) {
            call.hasRun();
            send(call, Outcome.refused(new AccessException("HEARTH-DENIED: mask: too good")));
        } else {
            enter(call, bank, servant);
        }
    }

    /** Runs a call on this type's only servant. */
    public static void enter(IncomingCall call, HostedType type, Object servant) {
        send(call, outcome(call, type, servant));
    }

    private static void send(IncomingCall call, Outcome outcome) {
        try {
            call.encode(outcome);
        } catch (MarshalException unwritable) {
            try {
                call.encode(Outcome.fault(unwritable));
            } catch (MarshalException impossible) {
                throw new AssertionError(impossible);
            }
        }
        call.send();
    }

    private static Outcome outcome(IncomingCall call, HostedType type, Object servant) {
        if (!call.target().equals(new Target.ByName(type.name()))) {
            return Outcome.refused(new NotBoundException("there is no such object: " + call.target()));
        }
        HostedMethod method = call.select(type);
        if (method == null) {
            return Outcome.refused(new NoSuchMethodException(type.name() + " has no method " + call.methodText()));
        }
        Object[] arguments;
        try {
            arguments = call.readArguments(method, type);
        } catch (IOException | ClassNotFoundException unfit) {
            return Outcome.refused(unfit);
        }
        try {
            return Outcome.result(method.invoke(servant, arguments));
        } catch (Throwable thrown) {
            return Outcome.exception(thrown);
        }
    }

    /** The object. */
    record FakeBank(CountDownLatch waiting, CountDownLatch goOn) implements Bank {

        @Override
        public long deposit(long cents) {
            return cents + 1;
        }

        @Override
        public String greet(String name) {
            return "hello " + name;
        }

        @Override
        public Map<String, List<Integer>> group(List<Integer> numbers) {
            return Map.of("all", numbers.stream().map(number -> number + 1).toList());
        }

        @Override
        public void nothing() {}

        @Override
        public Money exchange(Money money, Currency to) {
            return new Money(money.amount(), to);
        }

        @Override
        public Customer older(Customer customer) {
            return customer;
        }

        @Override
        public java.time.LocalDate after(java.time.LocalDate day, java.time.Duration time) {
            return day.plusDays(time.toDays());
        }

        @Override
        public Object echo(Object value) {
            return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
        }

        @Override
        public int length(String text) {
            return text.length();
        }

        @Override
        public int length(int[] numbers) {
            return numbers.length;
        }

        @Override
        public void fail(String why) throws Refusal {
            throw new Refusal(why);
        }

        @Override
        public List<Remote> accounts() {
            return List.of(this, new Anonymous());
        }

        @Override
        public void listen(Remote listener) {}

        @Override
        public Object unwritable() {
            return new Object[] {Thread.currentThread()};
        }

        @Override
        public void waitForTest() {
            waiting.countDown();
            try {
                goOn.await();
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A remote object without a name. */
    interface Nameless extends Remote {}

    static final class Anonymous implements Nameless {}
}
