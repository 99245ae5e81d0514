package dev.hearth.samples.tour;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.PerCall;
import dev.hearth.api.hook.Setting;
import dev.hearth.api.hook.Setting.Kind;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;

public final class OfficeHoursModule implements HookModule {

    private volatile Clock clock = Clock.systemDefaultZone();

    private record Hours(LocalTime from, LocalTime to) {}

    @Override
    public String name() {
        return "office-hours";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.of("from", Kind.TEXT, "08:00", "before this time calls are refused")
                        .inSections(),
                Setting.of("to", Kind.TEXT, "18:00", "from this time on, too").inSections());
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        PerCall<Hours> hours = config.perCall(OfficeHoursModule::read); // wrong settings are refused here
        hooks.configure(server -> clock = server.clock());
        hooks.access(call -> admit(call, hours.of(call))).order(Order.FIRST);
    }

    private static Hours read(ModuleConfig settings) {
        return new Hours(
                LocalTime.parse(settings.getString("from", "08:00")),
                LocalTime.parse(settings.getString("to", "18:00")));
    }

    private Answer admit(Call call, Hours hours) {
        LocalTime now = LocalTime.now(clock);
        boolean open = !now.isBefore(hours.from()) && now.isBefore(hours.to());
        return open || call.local() ? Answer.OK : Answer.deny("open from " + hours.from() + " to " + hours.to());
    }
}
