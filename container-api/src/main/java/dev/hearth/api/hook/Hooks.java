package dev.hearth.api.hook;

import java.rmi.Remote;

/**
 * Takes a module's hooks, phase by phase. The methods stand here in the order in which a call passes the phases.
 *
 * <p>Each method returns the hook's place, to be refined: {@code hooks.access(hook).order(FIRST).after("allow")}.
 *
 * <p>In a phase that runs <i>all</i> hooks, every hook is asked until one denies. In a phase that runs the <i>first</i>,
 * hooks are asked until one answers anything but {@link Answer#DECLINED}. An exception out of a hook is a fault: it is
 * logged, and the call is refused.
 */
public interface Hooks {

    /**
     * All: what the module needs of the container, before the first object is there. What it throws stops the start, or the
     * deployment that brings the module, with its message.
     */
    Place configure(ServerHook hook);

    /** All: the objects are there, and no call from outside has come yet. What it throws stops the start, as above. */
    Place start(ServerHook hook);

    /** All, in reverse order: the container has no more calls, or the module itself goes. What it throws is logged. */
    Place stop(ServerHook hook);

    /** All: a type is about to be hosted; a denial refuses its deployment with the reason. */
    Place deploy(Hook<DeployedType> hook);

    /** All: a type is not hosted any more. The answers don't count. */
    Place undeploy(Hook<DeployedType> hook);

    /** All, once per connection, on its thread: address rules, connection limits. */
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

    /** First, on the object's thread: the object itself comes last; a cache or a mock may answer instead. */
    Place handle(HandleHook hook);

    /** All, in reverse order, on the object's thread: transform the result, mask the exception. */
    Place reply(Hook<ReplyCall> hook);

    /** All, each isolated from the others' faults: once for every call received, when its outcome is final. */
    Place log(LogHook hook);

    /**
     * Gives the module a page on the admin port, at {@code /pages/MODULE}; {@code hearth page MODULE} prints it.
     *
     * @throws IllegalStateException if it has one already
     */
    void page(String title, Page page);

    /**
     * Hosts an object of the module's own, transient and {@code POOLED}, as long as the module is there. It is called through
     * the whole pipeline, as all objects are.
     *
     * @param name must not be that of a deployed type, nor lie below one
     * @param servant has no other remote interface; called by many threads
     */
    <T extends Remote> void object(String name, Class<T> type, T servant);
}
