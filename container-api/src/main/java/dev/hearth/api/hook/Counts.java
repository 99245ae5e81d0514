package dev.hearth.api.hook;

/**
 * How much there is of everything, each number as of about the same moment. Immutable.
 *
 * @param connections how many connections are open on the object port
 * @param callsInProgress how many calls have come and have not ended, with those that hosted objects make
 * @param callsWaiting how many of them wait for their turn, for the disk, or to be let in
 * @param chains how many calls from outside are in progress, each counted once with all that it leads to
 * @param activeObjects how many objects have a servant in memory
 * @param storedObjects how many persistent objects there are, active or passive
 */
public record Counts(
        int connections, int callsInProgress, int callsWaiting, int chains, int activeObjects, long storedObjects) {}
