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

    /** How its objects live. */
    Lifecycle lifecycle();

    /** On which threads they run; never {@link Threading#INHERIT}. */
    Threading threading();

    /**
     * The annotations of its class as they stand in the class file, also those whose class is not there at run time. After
     * the class's own come those that it inherits from its superclasses and interfaces, the nearest first, where no nearer
     * one is of the same type.
     */
    List<Mark> marks();

    /**
     * The annotations of one of its remote methods, likewise: those of the method in the class, then those of the methods
     * that it overrides or implements, the nearest first.
     *
     * @param method the method's name
     * @param descriptor as in a class file: {@code (J)J}; what {@link Call#descriptor()} says
     * @return empty if there is no such method
     */
    List<Mark> marks(String method, String descriptor);
}
