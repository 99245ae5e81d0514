package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Threading;

/** Called on a thread of its own. */
@HostedObject(name = "called-in-turn", threading = Threading.PER_OBJECT)
public final class CalledInTurn extends CalledObject {}
