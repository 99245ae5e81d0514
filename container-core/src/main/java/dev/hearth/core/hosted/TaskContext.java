package dev.hearth.core.hosted;

import dev.hearth.core.call.HostedLoader;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The context class loader of a thread in which tasks of all deployments run, as those of the JVM's common pool: that of the
 * deployment whose code is nearest on the stack, as it would be in a JVM of its own. What code sets there counts for code of its
 * deployment alone, and is kept with that: the thread keeps no class loader.
 *
 * <p>Used by its thread.
 */
public final class TaskContext {

    private final ClassLoader otherwise;

    /** What the container has set, which takes it back. */
    private @Nullable WeakReference<ClassLoader> set;

    /** @param otherwise where no deployment's code is on the stack */
    public TaskContext(ClassLoader otherwise) {
        this.otherwise = otherwise;
    }

    public ClassLoader get() {
        ClassLoader nearest = HostedCode.nearestLoader();
        if (nearest instanceof HostedLoader hosted) {
            ClassLoader changed = OwnJvm.of(hosted).context(this);
            return changed == null ? nearest : changed;
        }
        ClassLoader changed = set == null ? null : set.get();
        return changed == null ? otherwise : changed;
    }

    public void set(@Nullable ClassLoader loader) {
        ClassLoader nearest = HostedCode.nearestLoader();
        if (nearest instanceof HostedLoader hosted) {
            OwnJvm.of(hosted).context(this, loader == nearest ? null : loader);
        } else {
            set = loader == null || loader == otherwise ? null : new WeakReference<>(loader);
        }
    }
}
