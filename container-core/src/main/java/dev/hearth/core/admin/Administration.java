package dev.hearth.core.admin;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.Page;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the admin port can ask of the container, and have it do.
 *
 * <p>Thread-safe. What looks ({@link #ready} to {@link #states}, {@link #sessions}), {@link #change} and {@link #cancel} must not wait for objects, callers or
 * the disk: they are asked when those are stuck. What steers may take its time.
 */
public interface Administration {

    /** Whether calls are taken: everything is started, nothing is stopping, and the container's state is active. */
    boolean ready();

    /**
     * The hosted objects in the order of their names, active and passive.
     *
     * @param after only names behind this one; empty for the first
     * @param limit at most so many
     */
    List<ObjectRow> objects(String after, int limit);

    /** The deployed types, by name. */
    List<TypeRow> types();

    /** The pipeline as it runs: by phase, and in a phase by position. */
    List<HookRow> hooks();

    /** The hook modules, by name. */
    List<ModuleRow> modules();

    /**
     * The settings of a module: those that it declares, and what is said for it besides, where it declares none.
     *
     * @throws RefusedException if there is no such module
     */
    List<SettingRow> settings(String module) throws RefusedException;

    /** The pages that modules show, by module. */
    List<PageRow> pages();

    /**
     * Makes a module's page; may take its time.
     *
     * @return empty if the module shows none
     * @throws IOException if the query makes no sense to the module; the message says why
     * @throws RefusedException if it can't be made
     */
    Optional<Page.Content> page(String module, Map<String, String> query) throws IOException, RefusedException;

    /**
     * Reads the configuration again and applies what has changed, as far as that is safe: all of it or nothing.
     *
     * @return what has changed
     * @throws RefusedException if it is wrong, or a module refuses it; nothing is changed
     */
    List<ReloadRow> reload() throws RefusedException;

    /**
     * The calls in progress: chain by chain, the oldest first, and in a chain the outer before the inner.
     *
     * @param stacks whether the stack of each running call is wanted, and not only of those that were overtaken
     */
    List<CallRow> calls(boolean stacks);

    /** The state of the container, and then those of the deployments by name. */
    List<StateRow> states();

    /**
     * Changes whether a deployment takes calls or, without a name, whether the container does. Does not wait for calls.
     *
     * @return how it is now
     * @throws RefusedException if there is no such deployment, or its state can't change so
     */
    StateRow change(Optional<String> deployment, CallState state) throws RefusedException;

    /**
     * Puts a JAR in, or in place of the one with its name, and waits until it serves.
     *
     * @param jar an absolute path on this machine
     * @param check whether to refuse it if a stored state would not load
     * @return what happened, for people
     * @throws RefusedException if it can't be deployed; everything is then as before
     */
    String deploy(Path jar, boolean check) throws RefusedException;

    /**
     * Tries whether the objects in a JAR would load their stored states.
     *
     * @param jar an absolute path on this machine
     * @return what was found, for people
     * @throws RefusedException if one would not
     */
    String tryStates(Path jar) throws RefusedException;

    /**
     * Brings the former version of a deployment back, and waits until it serves.
     *
     * @param discardNewer whether objects whose state would not load get the last one that is kept of a former version
     * @return what happened, for people
     * @throws RefusedException if there is none, it can't be deployed, or a stored state would not load; everything is then as
     *     before
     */
    String rollback(String name, boolean discardNewer) throws RefusedException;

    /**
     * Takes a deployment out.
     *
     * @throws RefusedException if there is none of this name
     */
    void undeploy(String name) throws RefusedException;

    /**
     * Ends one object for good.
     *
     * @return false if there is no such object
     * @throws RefusedException if it can't be ended
     */
    boolean remove(String name) throws RefusedException;

    /**
     * Interrupts a call with its whole chain; its caller gets an error.
     *
     * @return false if no call of this number is in progress
     * @throws RefusedException if its own answer is being made already
     */
    boolean cancel(long call) throws RefusedException;

    /**
     * Who is logged in.
     *
     * @throws RefusedException if nobody can log in
     */
    SessionsRow sessions() throws RefusedException;

    /**
     * Ends a session.
     *
     * @param id as {@link #sessions} shows it
     * @return false if there is none of this id
     * @throws RefusedException if nobody can log in
     */
    boolean endSession(String id) throws RefusedException;

    /**
     * What a user may act as.
     *
     * @throws RefusedException if there is no such user
     */
    Set<String> rolesOf(String user) throws RefusedException;

    /** States in and out. */
    StateExchange exchange();

    /** What a name means for a call: the object of a deployed type, or the hosted object that code has bound there. */
    Target targetOf(String name);

    /** The name of a hosted object, given its servant or a reference to it; empty if it is neither. */
    Optional<String> nameOf(Object object);

    /** An object. */
    record ObjectRow(String name, String type, Lifecycle lifecycle, State state, Threading threading) {}

    /** Where an object is. */
    enum State {
        /** In memory. */
        ACTIVE,
        /** On the disk only; the next call brings it back. */
        PASSIVE
    }

    /** What becomes of calls that come. */
    enum CallState {
        /** They go in. */
        ACTIVE,
        /** They wait. */
        HOLDING,
        /** They are refused. */
        DISCARDING,
        /** They are refused, and somebody waits for those that are in. */
        DRAINING
    }

    /**
     * Whether a deployment or the container takes calls.
     *
     * @param deployment its name; null for the container
     * @param waiting how many calls wait to be let in
     * @param inside how many calls from outside are in, each with all that it leads to
     */
    record StateRow(@Nullable String deployment, CallState state, int waiting, int inside) {}

    /**
     * A deployed type.
     *
     * @param state the deployment's
     * @param implementation the name of its class
     * @param methods the remote methods, as {@code deposit(long): long}
     */
    record TypeRow(
            String name,
            String deployment,
            CallState state,
            String implementation,
            List<String> interfaces,
            Lifecycle lifecycle,
            Threading threading,
            List<String> methods) {

        /** The row of a type, all but the state from itself. */
        public static TypeRow of(HostedType type, CallState state) {
            return new TypeRow(
                    type.name(),
                    type.deployment().name(),
                    state,
                    type.implementation().getName(),
                    type.interfaces().stream().map(Class::getName).toList(),
                    type.lifecycle(),
                    type.threading(),
                    type.methods().stream()
                            .sorted(Comparator.comparing(HostedMethod::name))
                            .map(MethodChoice::described)
                            .toList());
        }
    }

    /**
     * A hook in its place.
     *
     * @param position from 1, in its phase
     * @param order the rough place that it asked for
     * @param why what else put it there, such as {@code after allow}; empty if nothing
     */
    record HookRow(String phase, int position, String module, String order, String why) {}

    /**
     * A hook module.
     *
     * @param deployment the deployment that brought it; empty for a built-in one
     * @param hooks how many hooks it has registered; 0 for one that found nothing to do
     * @param settings what stands under its name in the configuration
     */
    record ModuleRow(String name, Optional<String> deployment, int hooks, Map<String, Object> settings) {}

    /** Who is logged in, the oldest session first, and how logins went. */
    record SessionsRow(List<SessionRow> sessions, LoginCounts logins) {}

    /**
     * Somebody who is logged in.
     *
     * @param id for people; nothing can be done with it but to end the session here
     * @param peer the address from which they logged in
     */
    record SessionRow(String id, String user, List<String> roles, String peer, Instant since, Instant lastCall) {}

    /**
     * Logins since the start.
     *
     * @param failed with a wrong user or password
     * @param turnedAway because of too many at once, too many failures or too many sessions
     */
    record LoginCounts(long succeeded, long failed, long turnedAway) {}

    /**
     * A setting that a module has.
     *
     * @param kind what its value is, such as {@code duration}
     * @param otherwise what holds where nothing is said; empty if nothing does
     * @param value what is said for all calls; null if nothing is
     * @param section whether it may stand in a section
     * @param sections what sections say, by the objects that they are about
     */
    record SettingRow(
            String name,
            String kind,
            String otherwise,
            @Nullable Object value,
            boolean section,
            Map<String, Object> sections,
            String help) {}

    /** A page that a module shows, at {@code /pages/MODULE}. */
    record PageRow(String module, String title) {}

    /**
     * A key of the configuration that has changed.
     *
     * @param applied whether the new value holds; otherwise it does after the next start
     * @param note what else there is to say; empty if nothing
     */
    record ReloadRow(String key, String before, String after, boolean applied, String note) {}

    /**
     * A call in progress.
     *
     * @param caller who calls, and from where
     * @param phase where in the pipeline it is
     * @param thread the thread that it is on; null while it waits and has none
     * @param ageMicros how long ago its first byte came
     * @param waitingFor what it waits for, and who holds that; null if it runs
     * @param chain the call that began its chain
     * @param below the call whose method makes this one; null if it begins the chain
     * @param overtakenMicros how long ago a deadline or a cancel answered for its chain, which runs still; null if none did
     * @param stack what its thread is at, innermost first
     */
    record CallRow(
            long id,
            String object,
            String method,
            String caller,
            String phase,
            @Nullable String thread,
            long ageMicros,
            @Nullable String waitingFor,
            long chain,
            @Nullable Long below,
            @Nullable Long overtakenMicros,
            List<String> stack) {}
}
