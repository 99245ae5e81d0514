package dev.hearth.core.modules;

import dev.hearth.api.Caller;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.IdentifiedCall;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is required of callers. Immutable.
 *
 * @param required the roles of which one is needed; none for nobody; empty where the configuration does not say
 * @param annotations whether the class may say, where the configuration does not
 */
record RoleRule(Optional<List<String>> required, boolean annotations) {

    /** In place of a role: whoever is known. */
    private static final String KNOWN = "*";

    static RoleRule of(boolean said, List<String> required, boolean annotations) {
        return new RoleRule(said ? Optional.of(required) : Optional.empty(), annotations);
    }

    Verdict verdict(String principal, Set<String> roles, IdentifiedCall call) {
        if (required.isPresent()) {
            return has(principal, roles, required.get()) ? Verdict.YES : Verdict.NO;
        }
        Optional<DeployedType> type = call.type();
        return annotations && type.isPresent()
                ? SecurityMarks.verdict(type.get().marks(call.method(), call.descriptor()), principal, roles)
                : Verdict.SILENT;
    }

    private static boolean has(String principal, Set<String> roles, List<String> wanted) {
        boolean known = !principal.equals(Caller.ANONYMOUS);
        for (String each : wanted) {
            boolean fits = each.equals(KNOWN) ? known : each.equals(Caller.ANONYMOUS) || roles.contains(each);
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
