package dev.hearth.core.modules;

import dev.hearth.api.Caller;
import dev.hearth.api.hook.Mark;
import java.util.List;
import java.util.Set;

/**
 * What the annotations of a class say about a caller: {@code RolesAllowed}, {@code PermitAll} and {@code DenyAll} of Jakarta
 * Annotations (section 2.11 and following), and their elders in {@code javax}. Known by name; their classes need not be there.
 */
final class SecurityMarks {

    private static final List<String> PACKAGES = List.of("jakarta.annotation.security.", "javax.annotation.security.");

    /** In place of a role: whoever is known. */
    private static final String KNOWN = "**";

    private SecurityMarks() {}

    /** The first that is about security decides; those of a method stand before those of its class. */
    static Verdict verdict(List<Mark> marks, String principal, Set<String> roles) {
        for (Mark mark : marks) {
            Verdict verdict = verdict(mark, principal, roles);
            if (verdict != Verdict.SILENT) {
                return verdict;
            }
        }
        return Verdict.SILENT;
    }

    private static Verdict verdict(Mark mark, String principal, Set<String> roles) {
        return switch (securityName(mark.type())) {
            case "PermitAll" -> Verdict.YES;
            case "DenyAll" -> Verdict.NO;
            case "RolesAllowed" -> allowed(mark.values(), principal, roles) ? Verdict.YES : Verdict.NO;
            default -> Verdict.SILENT;
        };
    }

    private static boolean allowed(List<String> wanted, String principal, Set<String> roles) {
        return wanted.stream()
                .anyMatch(role -> roles.contains(role) || (role.equals(KNOWN) && !principal.equals(Caller.ANONYMOUS)));
    }

    private static String securityName(String type) {
        for (String each : PACKAGES) {
            if (type.startsWith(each)) {
                return type.substring(each.length());
            }
        }
        return "";
    }
}
