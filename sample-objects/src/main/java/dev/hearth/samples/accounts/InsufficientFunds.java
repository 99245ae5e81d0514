package dev.hearth.samples.accounts;

/** There is less in the account than was to be taken out. A declared exception reaches the client as itself. */
public final class InsufficientFunds extends Exception {

    private static final long serialVersionUID = 1;

    private final long missing;

    /**
     * Says how much is missing.
     *
     * @param missing in cents
     */
    public InsufficientFunds(long missing) {
        super(missing + " cents are missing");
        this.missing = missing;
    }

    /** How much is missing, in cents. */
    public long missing() {
        return missing;
    }
}
