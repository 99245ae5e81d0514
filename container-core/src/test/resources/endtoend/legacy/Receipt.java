package legacy;

import java.io.Serializable;

public final class Receipt implements Serializable {
    private static final long serialVersionUID = 1;

    public final long cents;

    public Receipt(long cents) {
        this.cents = cents;
    }
}
