package dev.hearth.core.call.copy;

import java.rmi.UnmarshalException;

/** A reference whose classes are not looked up before somebody who may have them asks for it. */
public interface Unresolved {

    /**
     * The reference as this deployment sees it.
     *
     * @throws UnmarshalException if it lacks a class; names the class
     */
    Object resolvedIn(ClassLoader target) throws UnmarshalException;
}
