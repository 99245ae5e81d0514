package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;

/** The measured object. Calls overlap in both servers. */
@HostedObject(name = "bench", lifecycle = Lifecycle.TRANSIENT, threading = Threading.POOLED)
public final class BenchObject extends Adding {}
