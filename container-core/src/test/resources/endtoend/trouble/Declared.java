package trouble;

public class Declared extends Exception {
    private static final long serialVersionUID = 1;

    public Declared(String message) {
        super(message);
    }
}
