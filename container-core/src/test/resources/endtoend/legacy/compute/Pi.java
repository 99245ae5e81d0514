package legacy.compute;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** By Machin's formula. */
public class Pi implements Task<BigDecimal> {

    private static final long serialVersionUID = 227L;

    private final int digits;

    public Pi(int digits) {
        this.digits = digits;
    }

    public BigDecimal execute() {
        int scale = digits + 5;
        BigDecimal pi = arctan(5, scale).multiply(BigDecimal.valueOf(4)).subtract(arctan(239, scale));
        return pi.multiply(BigDecimal.valueOf(4)).setScale(digits, RoundingMode.HALF_UP);
    }

    private static BigDecimal arctan(int inverse, int scale) {
        BigDecimal x = BigDecimal.valueOf(inverse);
        BigDecimal square = BigDecimal.valueOf((long) inverse * inverse);
        BigDecimal number = BigDecimal.ONE.divide(x, scale, RoundingMode.HALF_EVEN);
        BigDecimal result = number;
        for (int i = 1; number.signum() != 0; i++) {
            number = number.divide(square, scale, RoundingMode.HALF_EVEN);
            BigDecimal term = number.divide(BigDecimal.valueOf(2L * i + 1), scale, RoundingMode.HALF_EVEN);
            result = i % 2 == 0 ? result.add(term) : result.subtract(term);
        }
        return result;
    }
}
