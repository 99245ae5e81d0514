package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Threading;

/** The measured object under {@code PER_REQUEST}. */
@HostedObject(name = "per-request", threading = Threading.PER_REQUEST)
public final class PerRequestObject extends Adding {}
