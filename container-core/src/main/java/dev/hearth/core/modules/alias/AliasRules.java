package dev.hearth.core.modules.alias;

import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.core.modules.names.NamePattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where names lead, by all settings of the module. Immutable.
 *
 * <p>At each step the first that fits counts: what is gone, then what has moved, then what is rewritten, each in the order of
 * the file.
 */
final class AliasRules {

    /** Where a name leads. */
    sealed interface Way permits Same, Other, Refused {}

    /** Nowhere else. */
    record Same() implements Way {}

    /** To another object. */
    record Other(String name) implements Way {}

    /** The caller is told why not. */
    record Refused(String reason) implements Way {}

    private static final Way SAME = new Same();

    private final List<NamePattern> gone;
    private final List<AliasRule> refusing;
    private final List<AliasRule> leading;

    /** @param follow whether names that have moved lead to the new ones */
    private AliasRules(List<NamePattern> gone, List<AliasRule> moved, List<AliasRule> rewritten, boolean follow) {
        this.gone = gone;
        this.refusing = follow ? List.of() : moved;
        this.leading =
                follow ? Stream.concat(moved.stream(), rewritten.stream()).toList() : rewritten;
    }

    /** Reads the settings; refuses what may lead in a circle. */
    static AliasRules of(ModuleConfig config) {
        AliasRules rules = new AliasRules(
                read(config, "gone", NamePattern::parse),
                read(config, "moved", AliasRule::parse),
                read(config, "rewrite", AliasRule::parse),
                config.getBoolean("follow-moved", false));
        rules.requireNoCircle();
        return rules;
    }

    private static <T> List<T> read(ModuleConfig config, String setting, Function<String, T> parse) {
        List<T> read = new ArrayList<>();
        for (String text : config.getList(setting)) {
            try {
                read.add(parse.apply(text));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("modules.alias." + setting + ": " + wrong.getMessage(), wrong);
            }
        }
        return List.copyOf(read);
    }

    boolean isEmpty() {
        return gone.isEmpty() && refusing.isEmpty() && leading.isEmpty();
    }

    /** Where a name leads in the end. */
    Way from(String name) {
        String now = name;
        for (int steps = leading.size() + 1; steps > 0; steps--) {
            Refused refused = refused(name, now);
            if (refused != null) {
                return refused;
            }
            String next = next(now);
            if (next == null) {
                return now.equals(name) ? SAME : new Other(now);
            }
            now = next;
        }
        throw new IllegalStateException(name + " leads in a circle although no rule does");
    }

    private @Nullable Refused refused(String name, String now) {
        for (NamePattern pattern : gone) {
            if (pattern.match(now) != null) {
                return new Refused(name + " is gone");
            }
        }
        for (AliasRule rule : refusing) {
            String there = rule.apply(now);
            if (there != null) {
                return new Refused(name + " has moved: its name is " + there + " now");
            }
        }
        return null;
    }

    private @Nullable String next(String name) {
        for (AliasRule rule : leading) {
            String led = rule.apply(name);
            if (led != null) {
                return led;
            }
        }
        return null;
    }

    private void requireNoCircle() {
        Set<AliasRule> done = new HashSet<>();
        for (AliasRule rule : leading) {
            search(rule, leading, new ArrayList<>(), done);
        }
    }

    private static void search(AliasRule rule, List<AliasRule> rules, List<AliasRule> path, Set<AliasRule> done) {
        int again = path.indexOf(rule);
        path.add(rule);
        if (again >= 0) {
            throw new IllegalArgumentException("modules.alias: these rules may lead a name in a circle: "
                    + String.join(
                            ", then ",
                            path.subList(again, path.size()).stream()
                                    .map(each -> "'" + each + "'")
                                    .toList()));
        }
        if (!done.contains(rule)) {
            for (AliasRule next : rules) {
                if (rule.mayLeadTo(next)) {
                    search(next, rules, path, done);
                }
            }
            done.add(rule);
        }
        path.remove(path.size() - 1);
    }
}
