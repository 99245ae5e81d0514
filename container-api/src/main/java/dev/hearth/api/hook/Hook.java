package dev.hearth.api.hook;

/**
 * A hook of an admission or reply phase.
 *
 * @param <C> what the phase lets it see
 */
@FunctionalInterface
public interface Hook<C> {

    /** Looks at the call and answers. Called by many threads at the same time; must not block for long. */
    Answer apply(C call) throws Exception;
}
