package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Threading;

/** The measured object under {@code POOLED}. */
@HostedObject(name = "pooled", threading = Threading.POOLED)
public final class PooledObject extends Adding {}
