package springs;

import java.io.Serializable;

public class Order implements Serializable {

    private static final long serialVersionUID = 1L;

    public final String item;
    public final int pieces;

    public Order(String item, int pieces) {
        this.item = item;
        this.pieces = pieces;
    }
}
