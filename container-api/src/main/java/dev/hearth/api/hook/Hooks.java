package dev.hearth.api.hook;

import java.rmi.Remote;

/**
 * Takes a module's hooks, phase by phase, while {@link HookModule#register} runs. First come the phases that every call
 * passes, in their order; then those of connections, objects, types and the container.
 *
 * <p>Each method returns the hook's place, to be refined: {@code hooks.access(hook).order(FIRST).after("allow")}.
 *
 * <p>In a phase that runs <i>all</i> hooks, every hook is asked until one denies. In a phase that runs the <i>first</i>,
 * hooks are asked until one answers anything but {@link Answer#DECLINED}. An exception out of a hook is a fault: it is
 * logged, and the call is refused.
 */
public interface Hooks {

    // calls

    /**
     * All, once per connection, on its thread: address rules, connection limits. A denial or fault closes the connection.
     *
     * <p>A module that comes while the connection is open, or in place of its former self, is asked about it at the
     * connection's next call. A denial refuses that call, and each further one until the module lets the connection in.
     */
    Place connect(Hook<Connection> hook);

    /** All: request id, clocks, tracing. Runs on the thread that read the call, as do all phases up to {@link #fixup}. */
    Place receive(Hook<Call> hook);

    /** First: alias, rewrite, redirect. */
    Place translate(Hook<TranslateCall> hook);

    /** All: allow and deny, rates; who calls is not known yet, but from where is. */
    Place access(Hook<Call> hook);

    /** First: who calls. If there are hooks and all decline, the call is refused. */
    Place authenticate(Hook<AuthenticateCall> hook);

    /** First: whether they may. If there are hooks and all decline, the call is refused. */
    Place authorize(Hook<IdentifiedCall> hook);

    /** All, with the arguments just read: validate or replace them, set a deadline. */
    Place fixup(Hook<FixupCall> hook);

    /** All, on the object's thread: opens what encloses the method; closed after it in reverse. */
    Place around(AroundHook hook);

    /** First, on the object's thread: the object itself comes last; a cache, a mock or another object may answer instead. */
    Place handle(HandleHook hook);

    /** All, in reverse order, on the object's thread: transform the result, mask the exception. */
    Place reply(Hook<ReplyCall> hook);

    /** All, each isolated from the others' faults: once for every call received, when its outcome is final. */
    Place log(LogHook hook);

    // connections, objects, types

    /**
     * All, once for each connection that all of the module's own {@code connect} hooks have let in, when it is closed; on
     * whichever thread closes it. News: the answer does not count, and what a hook throws is logged and harms no other.
     */
    Place disconnect(Hook<Connection> hook);

    /**
     * All, each time that a servant is about to be made: at an object's first call, when it comes back from the store or is
     * replaced by a new version of its class, when what it did was undone, when it is preloaded. On the object's thread, in
     * its turn. A denial or fault refuses the call that wants the object; no servant is made then.
     */
    Place activate(Hook<ObjectLife> hook);

    /**
     * All, each time that a servant goes: to rest, undone, replaced, removed, at the end of a transient object; on whichever
     * thread lets it go. News: the answer does not count, and what a hook throws is logged and harms no other.
     */
    Place passivate(Hook<ObjectLife> hook);

    /**
     * All, for each type before it is hosted, on the deployment thread. A denial or fault refuses the type's whole
     * deployment with the reason; everything is then as before. The types of modules' own objects are among them.
     *
     * <p>A module that comes later is asked about the types that are there already; a denial then refuses the module's
     * deployment, or the reload that brought it. At the start, JARs with modules are deployed before the others.
     */
    Place deploy(Hook<DeployedType> hook);

    /**
     * All, for each type that is there no more, on the deployment thread; not for one that is replaced by another of its
     * name. News: the answer does not count, and what a hook throws is logged and harms no other.
     */
    Place undeploy(Hook<DeployedType> hook);

    // the container

    /**
     * All, in order, when the modules that are there fit together and before any of them sees anything: at the start of the
     * container, of the module's JAR, at a reload that brings the module. What a hook throws, or one that
     * does not return in time, refuses the start, the deployment or the reload with a message, and {@code stop} hooks of the modules that came with it are not run.
     */
    Place configure(ServerHook hook);

    /**
     * All, in order, before the first call that the module sees, when the container is up: at the start of the container when
     * everything in {@code deploy/} is hosted, otherwise right after {@link #configure}. A fault has the effect that it has
     * there; {@code stop} hooks of the modules that came with it are run.
     */
    Place start(ServerHook hook);

    /**
     * All, in reverse order: when the container stops, after the last call; and when the module alone goes or is replaced,
     * after the last call that began with it has ended. What a hook throws is logged and harms no other.
     */
    Place stop(ServerHook hook);

    // what a module has besides hooks

    /**
     * A page on the admin port, at {@code /pages/MODULE}; {@code hearth page MODULE} prints it. Whoever asks needs the admin
     * port's token.
     *
     * @param title what it is, in a few words
     * @throws IllegalStateException if the module has a page already
     */
    void page(String title, Page page);

    /**
     * An object of the module's own, which clients look up as any other. It is transient, {@code POOLED} and there for as long
     * as the module; its stubs stay good when the module is replaced. Calls of it pass all phases.
     *
     * @param name a name that no deployed type has
     * @param type the remote interface that clients see; its class must be there in the clients
     * @param servant called by many threads at the same time
     * @throws IllegalArgumentException if the interface is no remote interface, no object can have the name, or the module has
     *     an object of that name
     */
    <T extends Remote> void object(String name, Class<T> type, T servant);
}
