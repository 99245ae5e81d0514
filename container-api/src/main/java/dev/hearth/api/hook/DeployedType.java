package dev.hearth.api.hook;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import java.util.List;

/** A type of hosted objects. Immutable. */
public interface DeployedType {

    /** The deployment that it came with. */
    String deployment();

    /** The name at which it answers, and below which its objects' keys are. */
    String name();

    /** The class of its servants. */
    String className();

    /** Its remote interfaces. */
    List<String> interfaces();

    /** How long its objects live. */
    Lifecycle lifecycle();

    /** Which thread runs them. */
    Threading threading();
}
