package dev.hearth.core.modules.limits;

/**
 * How often, and how many at the same time. Immutable.
 *
 * @param perSecond calls per second; 0 for any number
 * @param burst how many calls may come at once after a pause; 1 at least
 * @param inProgress calls at the same time; 0 for any number
 */
record Rate(int perSecond, int burst, int inProgress) {

    boolean limitsCalls() {
        return perSecond > 0;
    }

    boolean limitsProgress() {
        return inProgress > 0;
    }
}
