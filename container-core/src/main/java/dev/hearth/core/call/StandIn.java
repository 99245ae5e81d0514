package dev.hearth.core.call;

import java.rmi.Remote;

/** What hosted code holds in the place of an object, where the JDK would give it a stub of a class of its own. */
public interface StandIn {

    /** The object that is meant. */
    Remote object();
}
