package dev.hearth.api.hook;

import java.util.List;

/**
 * A set of hooks under one name.
 *
 * <p>The class is public with a public constructor without parameters, and is named in
 * {@code META-INF/services/dev.hearth.api.hook.HookModule} of its JAR. One instance is made and {@link #register} is
 * called once, before the first call that the module sees. Its hooks are then called by many threads at the same time.
 *
 * <p>When the module's settings change or its JAR is replaced, another instance is made and takes its place between two calls.
 * The former one's {@code stop} hooks run when its last call has ended; then it is closed, if it is {@link AutoCloseable}, and
 * its class loader after it.
 */
public interface HookModule {

    /** The module's name, unique in the container: lower case letters, digits and dashes. Other modules order by it. */
    String name();

    /**
     * Registers the module's hooks. A module that finds nothing to do in its configuration registers none.
     *
     * @param config the settings under {@code modules.NAME} of {@code hearth.yaml}
     * @throws IllegalArgumentException if a setting makes no sense; the module's JAR is refused with the message
     */
    void register(Hooks hooks, ModuleConfig config);

    /**
     * The settings that the module has. What stands under its name in the configuration and is not among them is refused,
     * and what does not fit its kind, before {@link #register} is called; {@code hearth modules NAME} shows them. Called on
     * any instance, before {@code register}.
     *
     * @return empty if the module does not say: nothing is checked then
     */
    default List<Setting> settings() {
        return List.of();
    }
}
