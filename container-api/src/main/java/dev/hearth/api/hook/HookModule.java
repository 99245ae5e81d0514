package dev.hearth.api.hook;

/**
 * A set of hooks under one name.
 *
 * <p>The class is public with a public constructor without parameters, and is named in
 * {@code META-INF/services/dev.hearth.api.hook.HookModule} of its JAR. One instance is made and {@link #register} is
 * called once, before the first call that the module sees. Its hooks are then called by many threads at the same time.
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
}
