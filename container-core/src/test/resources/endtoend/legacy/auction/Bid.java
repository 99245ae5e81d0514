package legacy.auction;

import java.io.Serializable;
import java.util.Locale;

public final class Bid implements Serializable {

    private static final long serialVersionUID = 1L;

    public enum Currency {
        EUR,
        USD
    }

    final long amount;
    final Currency currency;
    String by;

    public Bid(long amount, Currency currency) {
        this.amount = amount;
        this.currency = currency;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d %s by %s", amount, currency, by);
    }
}
