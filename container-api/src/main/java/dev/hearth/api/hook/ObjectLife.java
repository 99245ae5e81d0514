package dev.hearth.api.hook;

/** What the phases {@code activate} and {@code passivate} see: an object whose servant comes or goes. Valid during the hook. */
public interface ObjectLife {

    /** The object's name. */
    String object();

    /** The object's type, in the version whose servant comes or goes. */
    DeployedType type();

    /**
     * Whether the object comes to life now and not from a stored state. False in {@code passivate}.
     *
     * <p>A transient object is new each time that its servant is made.
     */
    boolean isNew();
}
