package dev.hearth.core.modules.alias;

import dev.hearth.core.modules.names.NamePattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of the settings: names of this pattern lead there. Immutable. */
record AliasRule(NamePattern from, NameTemplate to) {

    private static final String ARROW = "->";

    /**
     * Reads a rule, such as {@code old/** -> new/**}.
     *
     * @throws IllegalArgumentException if it is none, saying what is wrong
     */
    static AliasRule parse(String text) {
        int arrow = text.indexOf(ARROW);
        if (arrow < 0) {
            throw new IllegalArgumentException("'" + text + "' says not where to; write 'old -> new'");
        }
        NamePattern from = NamePattern.parse(text.substring(0, arrow).strip());
        return new AliasRule(
                from, NameTemplate.parse(text.substring(arrow + ARROW.length()).strip(), from));
    }

    /** Where a name leads; null if this rule does not lead it elsewhere. */
    @Nullable
    String apply(String name) {
        List<String> stood = from.match(name);
        if (stood == null) {
            return null;
        }
        String led = to.fill(stood);
        return led.isEmpty() || led.equals(name) ? null : led;
    }

    /** Whether a name that comes out of this rule may go into that one. */
    boolean mayLeadTo(AliasRule other) {
        if (equals(other) && to.constant()) {
            return false; // a name that leads to itself leads nowhere
        }
        return other.from.overlaps(to.shape());
    }

    @Override
    public String toString() {
        return from + " " + ARROW + " " + to;
    }
}
