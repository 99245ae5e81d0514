package dev.hearth.api.hook;

/** A call whose caller is known. */
public interface IdentifiedCall extends Call {

    /** Who calls; {@link dev.hearth.api.Caller#ANONYMOUS} if no module says. */
    String principal();
}
