package dev.hearth.core.config;

import java.util.List;
import java.util.ListIterator;
import java.util.Optional;

/** What the command line says: {@code --key=value}, {@code --key value}, or {@code --key} for a truth value. */
final class Arguments {

    private final ConfigSchema schema;
    private final Merge merge;

    private Arguments(ConfigSchema schema, Merge merge) {
        this.schema = schema;
        this.merge = merge;
    }

    static void read(List<String> arguments, ConfigSchema schema, Merge merge) {
        Arguments reader = new Arguments(schema, merge);
        for (ListIterator<String> rest = arguments.listIterator(); rest.hasNext(); ) {
            reader.one(rest.next(), rest);
        }
    }

    private void one(String argument, ListIterator<String> rest) {
        if (!argument.startsWith("--") || argument.length() < 3) {
            merge.problem("'" + argument + "' is no option; options look like --port=1099");
            return;
        }
        int equals = argument.indexOf('=');
        String key = argument.substring(2, equals < 0 ? argument.length() : equals);
        if (!known(key)) {
            unknown(key);
            if (equals < 0 && rest.hasNext()) {
                rest.next(); // its value, most likely; one mistake, one message
            }
        } else if (equals >= 0) {
            merge.add(new Said(key, argument.substring(equals + 1), "--" + key));
        } else if (truth(key)) {
            merge.add(new Said(key, truthAfter(rest), "--" + key));
        } else if (rest.hasNext()) {
            merge.add(new Said(key, rest.next(), "--" + key));
        } else {
            merge.problem("--" + key + ": a value is expected");
        }
    }

    private boolean known(String key) {
        return schema.find(key).isPresent()
                || schema.section(key)
                || schema.freeAbove(key).isPresent();
    }

    private boolean truth(String key) {
        return schema.find(key)
                .filter(setting -> setting.component().getType() == boolean.class)
                .isPresent();
    }

    /** A truth value that stands alone means yes. */
    private static String truthAfter(ListIterator<String> rest) {
        if (rest.hasNext()) {
            String next = rest.next();
            if (next.equals("true") || next.equals("false")) {
                return next;
            }
            rest.previous();
        }
        return "true";
    }

    private void unknown(String key) {
        Optional<String> nearest =
                Nearest.to(key, schema.settings().stream().map(Setting::key).toList());
        merge.problem("--" + key + ": there is no such option; the nearest is '--" + nearest.orElse("port") + "'");
    }
}
