package dev.hearth.api.hook;

/**
 * Settings that depend on the call: those of the module, with those of the sections that the call is in over them. Made by
 * {@link ModuleConfig#perCall}. Thread-safe.
 *
 * @param <T> what the module has made of its settings
 */
@FunctionalInterface
public interface PerCall<T> {

    /**
     * What holds for this call. Cheap: nothing is read anew for a combination of sections that was there before.
     *
     * <p>A section for principals is passed over before the phase {@code authorize}, since nobody knows by then who calls.
     */
    T of(Call call);
}
