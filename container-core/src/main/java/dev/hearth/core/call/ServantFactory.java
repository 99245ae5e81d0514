package dev.hearth.core.call;

import dev.hearth.api.ObjectContext;

/** Makes servants of one type. Thread-safe. */
@FunctionalInterface
public interface ServantFactory {

    /** Makes a new servant. What its constructor throws comes out as it is. */
    Object create(ObjectContext context) throws Throwable;
}
