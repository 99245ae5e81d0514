package dev.hearth.core.store;

/** Turns the state of servants of one class into JSON and back. Thread-safe. */
public interface StateCodec {

    /**
     * The non-transient fields of the servant and its superclasses, as UTF-8 JSON.
     *
     * <p>The same state gives the same bytes.
     *
     * @throws UnstorableStateException if a value can't be stored: a cycle, a foreign stub, an anonymous object
     */
    byte[] write(Object servant, HostedNames names) throws UnstorableStateException;

    /**
     * Sets the servant's fields. Fields that the state lacks stay as the constructor made them; what the class lacks is
     * passed over.
     *
     * @throws UnstorableStateException if the state does not fit the class; the message names the field and the reason
     */
    void read(byte[] state, Object servant, HostedNames names) throws UnstorableStateException;

    /**
     * Reads a state for nothing, without a servant: what {@link #read} would refuse, this refuses.
     *
     * @throws UnstorableStateException if the state does not fit the class; the message names the field and the reason
     */
    void check(byte[] state, HostedNames names) throws UnstorableStateException;
}
