package legacy.auction;

public class TooLow extends Exception {

    private static final long serialVersionUID = 1L;

    private final Bid highest;

    public TooLow(Bid highest) {
        super("too low");
        this.highest = highest;
    }

    public Bid highest() {
        return highest;
    }
}
