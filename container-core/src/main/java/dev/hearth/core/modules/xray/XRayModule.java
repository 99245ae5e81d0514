package dev.hearth.core.modules.xray;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Note;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Page;
import dev.hearth.api.hook.Setting;
import dev.hearth.api.hook.Setting.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The module {@code x-ray}: why was this call refused, or slow?
 *
 * <p>While somebody waits at its page, calls that fit his question are noted hook by hook, and shown when there are as many as
 * he wants, or his time is up. Else it costs each call from outside a look at an empty list. See {@code docs/modules/x-ray.md}.
 */
public final class XRayModule implements HookModule {

    private static final int MOST_WATCHES = 8;

    /** On calls that somebody may want to see: the name of the object with which the call arrived. */
    private static final Note<String> ARRIVED_FOR = Note.of("x-ray.arrived-for", String.class);

    /** On calls that came to their hooks while somebody looked: what comes to none was refused before. */
    private static final Note<Boolean> ASKED = Note.of("x-ray.asked", Boolean.class);

    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "x-ray";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.of("enabled", Kind.BOOLEAN, "true", "whether anybody may look"));
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        if (!config.getBoolean("enabled", true)) {
            return;
        }
        hooks.receive(this::look).order(Order.REALLY_FIRST).outsideOnly();
        hooks.log(this::note).order(Order.REALLY_LAST).outsideOnly();
        hooks.page("X-ray", this::page);
    }

    private Answer look(Call call) {
        if (!watches.isEmpty()) {
            call.note(ASKED, true);
            for (Watch watch : watches) {
                if (watch.wants(call.object())) {
                    call.explain();
                    call.note(ARRIVED_FOR, call.object());
                    break;
                }
            }
        }
        return Answer.OK;
    }

    private void note(LoggedCall call) {
        if (watches.isEmpty()) {
            return;
        }
        Optional<String> arrivedFor = call.note(ARRIVED_FOR);
        if (arrivedFor.isPresent()) {
            watches.forEach(watch -> watch.note(arrivedFor.get(), call));
        } else if (call.note(ASKED).isEmpty()) {
            watches.forEach(watch -> watch.noteUnasked(call));
        }
    }

    private Page.Content page(Map<String, String> query) throws InterruptedException {
        Watch watch = Watch.of(query);
        begin(watch);
        try {
            watch.await();
        } finally {
            watches.remove(watch);
        }
        return watch.content();
    }

    private synchronized void begin(Watch watch) {
        if (watches.size() >= MOST_WATCHES) {
            throw new IllegalArgumentException(
                    MOST_WATCHES + " others are looking already; try again when one of them has seen enough");
        }
        watches.add(watch);
        watch.begins();
    }
}
