package dev.hearth.api.hook;

/**
 * Where a call's time went, in nanoseconds. Zero for what the call did not come to. Immutable.
 *
 * @param admission from its arrival until it was admitted and its arguments were read
 * @param waiting from then until it was in its object: for its turn, a thread, to be let in
 * @param object in the object: activation, the hooks inside, the method, and the calls that it made
 * @param replying from then on: commit, the disk, the reply
 */
public record Timing(long admission, long waiting, long object, long replying) {}
