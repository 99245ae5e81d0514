package dev.hearth.core.modules;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Setting;
import java.net.InetAddress;
import java.util.List;

/**
 * The module {@code allow}: from which addresses connections are taken.
 *
 * <p>{@code deny} wins over {@code from}; where {@code from} is not set, all that is not denied may connect. Asked once for
 * a connection, before anything of a call is read. Without settings it registers no hook. See {@code
 * docs/modules/allow.md}.
 */
public final class AllowModule implements HookModule {

    private static final String FROM = "from";
    private static final String DENY = "deny";

    @Override
    public String name() {
        return "allow";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.of(
                        FROM,
                        Setting.Kind.LIST,
                        "",
                        "the addresses that may connect; without it, all that deny has not"),
                Setting.of(DENY, Setting.Kind.LIST, "", "the addresses that may not; wins over from"));
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        if (!config.has(FROM) && !config.has(DENY)) {
            return;
        }
        boolean everyone = !config.has(FROM);
        List<AddressRange> from = ranges(config, FROM);
        List<AddressRange> deny = ranges(config, DENY);
        if (!everyone && from.isEmpty()) {
            throw new IllegalArgumentException("modules.allow.from is empty: nobody could connect");
        }
        hooks.connect(connection -> {
                    InetAddress address = connection.peer().address();
                    boolean welcome = (everyone || contains(from, address)) && !contains(deny, address);
                    return welcome ? Answer.OK : Answer.deny("connections from " + address.getHostAddress());
                })
                .order(Order.FIRST);
    }

    private static List<AddressRange> ranges(ModuleConfig config, String setting) {
        return config.getList(setting).stream()
                .map(text -> range(text, setting))
                .toList();
    }

    private static AddressRange range(String text, String setting) {
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("modules.allow." + setting + ": " + wrong.getMessage(), wrong);
        }
    }

    private static boolean contains(List<AddressRange> ranges, InetAddress address) {
        for (AddressRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
