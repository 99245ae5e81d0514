package legacy.shop;

public class SoldOut extends Exception {

    private static final long serialVersionUID = 1L;

    public SoldOut(String item, Throwable cause) {
        super(item + " is sold out", cause);
    }
}
