package dev.hearth.core.server;

import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings that a module declares, which are as good as its author: modules may come from anywhere. */
final class DeclaredSettings {

    private DeclaredSettings() {}

    /**
     * What a module declares, if that makes sense.
     *
     * @throws IllegalArgumentException if it is null or holds null, two are of one name, one has no name, or a default that is no
     *     value of its kind; the message names the module and the setting
     */
    static List<Setting> of(HookModule module) {
        String name = module.name();
        List<Setting> declared = module.settings();
        if (declared == null) {
            throw new IllegalArgumentException("the module " + name
                    + " declares null in place of its settings: return an empty list if it has none");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < declared.size(); i++) {
            check(name, declared.get(i), i + 1, names);
        }
        return List.copyOf(declared);
    }

    private static void check(String module, @Nullable Setting setting, int number, Set<String> before) {
        if (setting == null) {
            throw new IllegalArgumentException("the module " + module + " declares null as its setting " + number
                    + ": leave it out, or give a setting");
        }
        if (setting.name().isBlank()) {
            throw new IllegalArgumentException(
                    "the module " + module + " declares its setting " + number + " without a name: give it one");
        }
        if (!before.add(setting.name())) {
            throw new IllegalArgumentException("the module " + module + " declares two settings of the name '"
                    + setting.name() + "': rename one, or take it away");
        }
        checkDefault(module, setting);
    }

    /** One that is written as a text; lists and maps are described in words. */
    private static void checkDefault(String module, Setting setting) {
        if (setting.otherwise().isEmpty() || setting.kind() == Setting.Kind.MAP) {
            return;
        }
        Map<String, Object> values = Map.of(setting.name(), setting.otherwise());
        try {
            new ModuleSettings(module, module, values, List.of()).read(setting);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException(
                    "the module " + module + " declares a default that is none: " + unfit.getMessage(), unfit);
        }
    }
}
