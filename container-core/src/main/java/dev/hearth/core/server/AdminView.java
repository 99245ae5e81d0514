package dev.hearth.core.server;

import dev.hearth.api.hook.Page;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.adapter.ObjectAdapter.ObjectView;
import dev.hearth.core.admin.Administration;
import dev.hearth.core.admin.RefusedException;
import dev.hearth.core.admin.StateExchange;
import dev.hearth.core.call.Target;
import dev.hearth.core.cli.Inspector;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.deploy.Deployed;
import dev.hearth.core.deploy.Deployer;
import dev.hearth.core.deploy.DeploymentException;
import dev.hearth.core.deploy.TypeSummary;
import dev.hearth.core.dispatch.Chain;
import dev.hearth.core.dispatch.IntakeException;
import dev.hearth.core.dispatch.IntakeState;
import dev.hearth.core.dispatch.Intakes;
import dev.hearth.core.identity.Logins;
import dev.hearth.core.pipeline.CallProcessor;
import dev.hearth.core.pipeline.CallView;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.pipeline.Phase;
import dev.hearth.core.store.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the admin port sees of the container. */
final class AdminView implements Administration {

    private final Container container;
    private final ObjectAdapter adapter;
    private final CallProcessor processor;
    private final Intakes intakes;
    private final ModuleView modules;
    private final Reloading reloading;
    private final Deployer deployer;
    private final StateExchange exchange;
    private final StateStore store;
    private final HearthConfig config;
    private final Optional<Logins> logins;

    AdminView(
            Container container,
            ObjectAdapter adapter,
            CallProcessor processor,
            Intakes intakes,
            ModuleView modules,
            Reloading reloading,
            Deployer deployer,
            StateExchange exchange,
            StateStore store,
            HearthConfig config,
            Optional<Logins> logins) {
        this.container = container;
        this.adapter = adapter;
        this.processor = processor;
        this.intakes = intakes;
        this.modules = modules;
        this.reloading = reloading;
        this.deployer = deployer;
        this.exchange = exchange;
        this.store = store;
        this.config = config;
        this.logins = logins;
    }

    @Override
    public boolean ready() {
        return container.ready() && intakes.stateOfContainer() == IntakeState.ACTIVE;
    }

    @Override
    public List<ObjectRow> objects(String after, int limit) {
        try {
            return adapter.objects(after, limit).stream().map(AdminView::row).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ObjectRow row(ObjectView object) {
        return new ObjectRow(
                object.name(),
                object.type().name(),
                object.type().lifecycle(),
                object.active() ? State.ACTIVE : State.PASSIVE,
                object.type().threading());
    }

    @Override
    public List<TypeRow> types() {
        return adapter.types().stream()
                .map(type -> TypeRow.of(type, shown(intakes.stateOf(type.deployment()))))
                .toList();
    }

    @Override
    public List<HookRow> hooks() {
        List<HookRow> rows = new ArrayList<>();
        Phase phase = null;
        int position = 0;
        for (HookTable.Row row : processor.hooks().rows()) {
            position = row.phase() == phase ? position + 1 : 1;
            phase = row.phase();
            rows.add(new HookRow(phase.lowerCase(), position, row.module(), row.order(), row.why()));
        }
        return rows;
    }

    @Override
    public List<ModuleRow> modules() {
        return modules.rows();
    }

    @Override
    public List<SettingRow> settings(String module) throws RefusedException {
        return modules.settings(module);
    }

    @Override
    public List<PageRow> pages() {
        return modules.pages();
    }

    @Override
    public Optional<Page.Content> page(String module, Map<String, String> query) throws IOException, RefusedException {
        return modules.page(module, query);
    }

    @Override
    public List<ReloadRow> reload() throws RefusedException {
        return reloading.reload();
    }

    @Override
    public List<CallRow> calls(boolean stacks) {
        return processor.calls(stacks).stream().map(AdminView::row).toList();
    }

    private static CallRow row(CallView call) {
        return new CallRow(
                call.id(),
                call.object(),
                call.method(),
                call.caller(),
                call.phase(),
                call.thread().isEmpty() ? null : call.thread(),
                call.ageMicros(),
                call.waitingFor().isEmpty() ? null : call.waitingFor(),
                call.chain(),
                call.below() == 0 ? null : call.below(),
                call.overtakenMicros() < 0 ? null : call.overtakenMicros(),
                call.stack());
    }

    @Override
    public List<StateRow> states() {
        List<Chain> chains = processor.chains();
        return intakes.all().stream().map(intake -> row(intake, chains)).toList();
    }

    @Override
    public StateRow change(Optional<String> deployment, CallState state) throws RefusedException {
        try {
            intakes.change(deployment, IntakeState.valueOf(state.name()));
        } catch (IntakeException refused) {
            throw new RefusedException(String.valueOf(refused.getMessage()));
        }
        return states().stream()
                .filter(row -> deployment.equals(Optional.ofNullable(row.deployment())))
                .findFirst()
                .orElseThrow(() -> new RefusedException(deployment.orElse("") + " was undeployed meanwhile"));
    }

    private static StateRow row(Intakes.View intake, List<Chain> chains) {
        Predicate<Chain> in = intake.deployment()
                .<Predicate<Chain>>map(name -> chain -> chain.isIn(name))
                .orElse(Chain::isInContainer);
        return new StateRow(intake.deployment().orElse(null), shown(intake.state()), intake.waiting(), (int)
                chains.stream().filter(in).count());
    }

    private static CallState shown(IntakeState state) {
        return CallState.valueOf(state.name());
    }

    @Override
    public String tryStates(Path jar) throws RefusedException {
        try {
            return Inspections.tryStates(store, config, jar);
        } catch (Inspector.UnsoundException unsound) {
            throw new RefusedException(String.valueOf(unsound.getMessage()));
        }
    }

    @Override
    public String deploy(Path jar, boolean check) throws RefusedException {
        if (check) {
            tryStates(jar);
        }
        try {
            Deployed deployed = deployer.deploy(jar);
            List<String> names =
                    deployed.types().stream().map(TypeSummary::name).toList();
            String pending =
                    deployer.pending(deployed.name()).map(main -> "; " + main).orElse("");
            return deployed.name() + " is deployed" + (names.isEmpty() ? "" : ": " + String.join(", ", names))
                    + pending;
        } catch (DeploymentException refused) {
            throw new RefusedException(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public String rollback(String name, boolean discardNewer) throws RefusedException {
        return new Rollback(deployer, intakes, processor, store, adapter.stored()).run(name, discardNewer);
    }

    @Override
    public void undeploy(String name) throws RefusedException {
        try {
            deployer.undeploy(name);
        } catch (DeploymentException refused) {
            throw new RefusedException(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public boolean remove(String name) throws RefusedException {
        try {
            return adapter.remove(name);
        } catch (IOException refused) {
            throw new RefusedException(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public boolean cancel(long call) throws RefusedException {
        boolean cancelled = processor.cancel(call);
        if (!cancelled && processor.isInProgress(call)) {
            throw new RefusedException(
                    "call " + call + " can't be cancelled any more: its reply is made, or waits for the disk");
        }
        return cancelled;
    }

    @Override
    public SessionsRow sessions() throws RefusedException {
        Logins configured = logins();
        Logins.Counts counts = configured.counts();
        return new SessionsRow(
                configured.rows().stream().map(AdminView::row).toList(),
                new LoginCounts(counts.succeeded(), counts.failed(), counts.turnedAway()));
    }

    private static SessionRow row(Logins.Row session) {
        return new SessionRow(
                session.id(),
                session.user(),
                List.copyOf(new TreeSet<>(session.roles())),
                session.peer(),
                session.since(),
                session.lastCall());
    }

    @Override
    public boolean endSession(String id) throws RefusedException {
        return logins().end(id);
    }

    @Override
    public Set<String> rolesOf(String user) throws RefusedException {
        return logins().user(user)
                .orElseThrow(
                        () -> new RefusedException("there is no user '" + user + "'; 'hearth user list' lists them"))
                .roles();
    }

    private Logins logins() throws RefusedException {
        return logins.orElseThrow(() -> new RefusedException(
                "nobody can log in here: say 'modules.login.users' in the container's configuration"));
    }

    @Override
    public StateExchange exchange() {
        return exchange;
    }

    @Override
    public Target targetOf(String name) {
        OptionalLong bound = container.boundAt(name);
        return bound.isPresent() ? new Target.ById(bound.getAsLong(), 0) : new Target.ByName(name);
    }

    @Override
    public Optional<String> nameOf(Object object) {
        return adapter.shownNameOf(object);
    }
}
