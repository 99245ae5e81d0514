package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Threading;

/** The measured object under {@code SINGLE}. */
@HostedObject(name = "single", threading = Threading.SINGLE)
public final class SingleObject extends Adding {}
