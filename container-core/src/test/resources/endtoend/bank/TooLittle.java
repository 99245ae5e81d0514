package bank;

public class TooLittle extends Exception {
    private static final long serialVersionUID = 1;
    public final long missing;

    public TooLittle(long missing) {
        super(missing + " cents are missing");
        this.missing = missing;
    }
}
