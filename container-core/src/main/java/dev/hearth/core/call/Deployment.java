package dev.hearth.core.call;

import dev.hearth.api.Threading;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A deployment as the other rooms know it: one version of one JAR or folder, with its class loader.
 *
 * <p>Equal only to itself: two versions of a deployment have the same name and are two deployments.
 */
public final class Deployment {

    /** The name of the container's own; no JAR can have it, and so replace what is the container's. */
    public static final String OWN = "hearth/own";

    private final String name;
    private final boolean containers;
    private final ClassLoader loader;
    private final Predicate<String> own;
    private final Map<String, String> settings;
    private final Threading threading;
    private final long version;

    /**
     * @param name the JAR's or folder's name without its ending
     * @param loader loads the deployment's classes
     * @param own whether a class of this name is one of the deployment's own, as the class filters mean it; asked before
     *     the class is loaded, by many threads
     * @param settings what {@link dev.hearth.api.ObjectContext#setting} answers
     * @param threading what {@code INHERIT} means for its types; never {@code INHERIT} itself
     * @param version what the versions of a deployment are told apart by, over restarts too; 0 if that is not known
     */
    public Deployment(
            String name,
            ClassLoader loader,
            Predicate<String> own,
            Map<String, String> settings,
            Threading threading,
            long version) {
        if (threading == Threading.INHERIT) {
            throw new IllegalArgumentException("a deployment's threading is resolved: " + name);
        }
        this.name = name;
        this.containers = name.equals(OWN) || name.equals(WellKnown.MANAGEMENT);
        this.loader = loader;
        this.own = own;
        this.settings = Map.copyOf(settings);
        this.threading = threading;
        this.version = version;
    }

    /** One of which the version is not known. */
    public Deployment(
            String name, ClassLoader loader, Predicate<String> own, Map<String, String> settings, Threading threading) {
        this(name, loader, own, settings, threading, 0);
    }

    public String name() {
        return name;
    }

    /** Whether it is the container's own. */
    public boolean own() {
        return containers;
    }

    public ClassLoader loader() {
        return loader;
    }

    public boolean owns(String className) {
        return own.test(className);
    }

    public Map<String, String> settings() {
        return settings;
    }

    public Threading threading() {
        return threading;
    }

    /** What the versions of a deployment are told apart by, over restarts too; 0 if that is not known. */
    public long version() {
        return version;
    }

    @Override
    public String toString() {
        return name;
    }
}
