package dev.hearth.core.call;

/** Object numbers that the RMI specification gives away (java.rmi.server.ObjID). */
public final class WellKnown {

    /** The registry; a hosted type like any other, under the name {@link #REGISTRY_NAME}. */
    public static final long REGISTRY = 0;

    /** The distributed garbage collector; answered by the wire itself. */
    public static final long DGC = 2;

    /** The door to this JVM's management, where it is open; a hosted type like any other, under the name {@link #JMX_NAME}. */
    public static final long JMX = 3;

    /** Where callers log in, if they can; a hosted type like any other, under the name {@link #LOGIN_NAME}. */
    public static final long LOGIN = 4;

    /** The lowest number that an object of a deployment can have. */
    public static final long FIRST_FREE = 16;

    /** The name of the registry's object. */
    public static final String REGISTRY_NAME = "registry";

    /** The name by which clients look for it, as in {@code service:jmx:rmi:///jndi/rmi://host:1099/jmxrmi}. */
    public static final String JMX_NAME = "jmxrmi";

    /** The name by which clients look for it. */
    public static final String LOGIN_NAME = "login";

    /** The deployment of what manages this JVM. No JAR can have this name. */
    public static final String MANAGEMENT = "hearth/jmx";

    private WellKnown() {}
}
