package dev.hearth.api.hook;

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
}
