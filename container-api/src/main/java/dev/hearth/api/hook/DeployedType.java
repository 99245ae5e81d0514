package dev.hearth.api.hook;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import java.util.List;

/** A type that is hosted. Immutable and thread-safe. */
public interface DeployedType {

    /** The deployment that brings it: its JAR's name without the ending. */
    String deployment();

    /** The name at which it answers. */
    String name();

    /** The name of its class. */
    String className();

    /** The names of its remote interfaces, the class's own first. */
    List<String> interfaces();

    /** Its remote methods, in no order. */
    List<RemoteMethod> methods();

    /** How its objects live. */
    Lifecycle lifecycle();

    /** On which threads they run; never {@link Threading#INHERIT}. */
    Threading threading();

    /**
     * The annotations of its class as they stand in the class file, also those whose class is not there at run time. Those of
     * superclasses and interfaces are not among them.
     */
    List<Mark> marks();

    /**
     * The annotations that hold for one of its remote methods, as Jakarta Annotations has it (section 2.1): first those of the
     * method where the class, or the nearest class that it extends, declares it; then those of that declaring class, where
     * the method has none of the same type. What is overridden does not count, and an interface contributes nothing but to its
     * own default methods.
     *
     * @param method the method's name
     * @param descriptor as in a class file: {@code (J)J}; what {@link Call#descriptor()} says
     * @return empty if there is no such method
     */
    List<Mark> marks(String method, String descriptor);
}
