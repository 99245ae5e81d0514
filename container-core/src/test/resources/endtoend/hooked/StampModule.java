package hooked;

import dev.hearth.api.Attribute;
import dev.hearth.api.hook.*;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Stamps every result with its version, and keeps a diary of what it is told. */
public final class StampModule implements HookModule, AutoCloseable {
    private static final String VERSION = "v1";
    private static final Attribute<String> TENANT = Attribute.of("tenant", String.class);

    private Path diary;

    @Override
    public String name() {
        return "stamp";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.of("diary", Setting.Kind.TEXT, "", "the file of what it is told"),
                Setting.of("refuse", Setting.Kind.LIST, "", "what it refuses"),
                Setting.of("most", Setting.Kind.INTEGER, "10", "a number"),
                Setting.of("mark", Setting.Kind.TEXT, "plain", "what it stamps with").inSections());
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        diary = Path.of(config.getString("diary", "diary.txt"));
        List<String> refuse = config.getList("refuse");
        if (refuse.contains("register")) {
            throw new IllegalArgumentException("it was told to refuse");
        }
        PerCall<String> mark = config.perCall(settings -> settings.getString("mark", "plain"));
        hooks.configure(server -> {
            note("configure of " + !server.version().isEmpty());
            if (refuse.contains("configure")) {
                throw new IllegalStateException("no configuration pleases it");
            }
            if (refuse.contains("return")) {
                new CountDownLatch(1).await();
            }
        });
        if (refuse.contains("strangers")) {
            hooks.authenticate(call -> Answer.deny("a stranger"));
        }
        hooks.start(server -> note("start with " + server.types().size() + " types"));
        hooks.stop(server -> note("stop with " + server.counts().callsInProgress() + " calls"));
        hooks.connect(connection -> note("connect"));
        hooks.disconnect(connection -> note("disconnect"));
        hooks.deploy(type -> {
            note("deploy " + type.name() + " " + type.marks() + " " + type.marks("say", "(Ljava/lang/String;)Ljava/lang/String;")
                    + " " + type.marks("tenant", "()Ljava/lang/String;"));
            return refuse.contains(type.name()) ? Answer.deny("it does not like it") : Answer.OK;
        });
        hooks.undeploy(type -> note("undeploy " + type.name()));
        hooks.activate(life -> {
            note("activate " + life.object() + " new " + life.isNew());
            return life.object().endsWith("lifeless") ? Answer.deny("it stays lifeless") : Answer.OK;
        });
        hooks.passivate(life -> note("passivate " + life.object()));
        hooks.receive(call -> {
            call.attribute(TENANT, "tenant of " + call.object());
            if (call.object().endsWith("explained")) {
                call.explain();
            }
            return Answer.OK;
        }).outsideOnly();
        hooks.access(call -> call.object().endsWith("closed") ? Answer.deny("closed") : Answer.OK).outsideOnly();
        hooks.handle(call -> switch (call.object()) {
            case "hooked/moved" -> Handled.forward("hooked/here");
            case "hooked/shut" -> Handled.forward("hooked/closed");
            case "hooked/round" -> Handled.forward("hooked/round");
            default -> Handled.DECLINED;
        });
        hooks.reply(call -> {
            if (call.outcome().succeeded() && call.method().equals("say")) {
                call.result(call.outcome().result() + " [" + VERSION + " " + mark.of(call) + "]");
            }
            return Answer.OK;
        });
        hooks.log(call -> {
            for (Step step : call.steps()) {
                note("step " + step.phase() + " " + step.module() + " " + step.answer() + " " + (step.nanos() >= 0));
            }
            Timing timing = call.timing();
            if (call.object().endsWith("timed")) {
                note("timing " + (timing.admission() > 0) + (timing.waiting() > 0) + (timing.object() > 0)
                        + (timing.replying() > 0) + (timing.admission() + timing.object() <= call.elapsed().toNanos()));
            }
        }).timed();
        hooks.page("what it is told", query -> Page.Content.text("page of " + VERSION + " " + query));
        hooks.object("stamps", Stamps.class, () -> "stamps of " + VERSION);
    }

    private Answer note(String line) {
        try {
            Files.writeString(diary, VERSION + " " + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new java.io.UncheckedIOException(unwritable);
        }
        return Answer.OK;
    }

    @Override
    public void close() {
        if (diary != null) {
            note("close");
        }
    }
}
