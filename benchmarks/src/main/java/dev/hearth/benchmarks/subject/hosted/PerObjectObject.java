package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Threading;

/** The measured object under {@code PER_OBJECT}. */
@HostedObject(name = "per-object", threading = Threading.PER_OBJECT)
public final class PerObjectObject extends Adding {}
