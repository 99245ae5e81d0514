package dev.hearth.core.dispatch;

import java.util.EnumSet;
import java.util.Set;

/**
 * What becomes of a chain that comes to a deployment, or to the container: the states of a CORBA POA manager, where {@code
 * DRAINING} is what leads to its {@code INACTIVE}, but for the way back.
 *
 * <p>Chains that are in already go on in every state, so that what runs can finish.
 */
public enum IntakeState {
    /** It goes in. */
    ACTIVE("takes calls"),

    /** It waits, in order of arrival, until the state changes. */
    HOLDING("is held"),

    /** It is refused; it may be tried again. */
    DISCARDING("discards calls"),

    /** It is refused, and somebody waits for those that are in to leave. */
    DRAINING("is draining");

    private final String words;

    IntakeState(String words) {
        this.words = words;
    }

    /** The states that can follow this one; another one that only refuses, as draining does, would tell nobody anything. */
    private Set<IntakeState> next() {
        return switch (this) {
            case ACTIVE -> EnumSet.of(HOLDING, DISCARDING, DRAINING);
            case HOLDING -> EnumSet.of(ACTIVE, DISCARDING, DRAINING);
            case DISCARDING -> EnumSet.of(ACTIVE, HOLDING, DRAINING);
            case DRAINING -> EnumSet.of(ACTIVE, HOLDING, DRAINING); // another one may wait for the same
        };
    }

    boolean leadsTo(IntakeState following) {
        return next().contains(following);
    }

    /** As the end of a sentence about whoever is in this state. */
    String words() {
        return words;
    }
}
