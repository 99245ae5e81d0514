package dev.hearth.core.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns an argument of a descriptor into a constructor's parameter.
 *
 * @param value what the constructor gets
 * @param cost how far it is from what was written; of several constructors the cheapest is meant
 */
record ArgumentConversion(@Nullable Object value, int cost) {

    /** Empty if the argument can't mean this type, or does not fit into it. */
    static Optional<ArgumentConversion> of(JsonNode argument, Class<?> type) {
        if (argument.isNull()) {
            return type.isPrimitive() ? Optional.empty() : Optional.of(new ArgumentConversion(null, 0));
        }
        if (type == String.class) {
            return Optional.of(new ArgumentConversion(argument.asText(), argument.isTextual() ? 0 : 4));
        }
        if (argument.isBoolean()) {
            return type == boolean.class || type == Boolean.class
                    ? found(argument.booleanValue(), 0)
                    : Optional.empty();
        }
        return argument.isNumber() ? number(argument, type) : text(argument.asText(), type);
    }

    private static Optional<ArgumentConversion> number(JsonNode argument, Class<?> type) {
        BigDecimal number = argument.decimalValue();
        boolean whole = argument.isIntegralNumber();
        try {
            if (type == int.class || type == Integer.class) {
                return found(number.intValueExact(), 0);
            } else if (type == long.class || type == Long.class) {
                return found(number.longValueExact(), 1);
            } else if (type == double.class || type == Double.class) {
                return found(number.doubleValue(), whole ? 3 : 0);
            } else if (type == BigDecimal.class) {
                return found(number, whole ? 2 : 1);
            } else if (type == short.class || type == Short.class) {
                return found(number.shortValueExact(), 2);
            } else if (type == byte.class || type == Byte.class) {
                return found(number.byteValueExact(), 3);
            } else if (type == float.class || type == Float.class) {
                return found(number.floatValue(), 3);
            }
        } catch (ArithmeticException doesNotFit) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<ArgumentConversion> text(String text, Class<?> type) {
        if ((type == char.class || type == Character.class) && text.length() == 1) {
            return found(text.charAt(0), 1);
        }
        if (type == BigDecimal.class) {
            return decimal(text);
        }
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(text)) {
                    return found(constant, -1);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ArgumentConversion> decimal(String text) {
        try {
            return found(new BigDecimal(text), 1);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static Optional<ArgumentConversion> found(Object value, int cost) {
        return Optional.of(new ArgumentConversion(value, cost));
    }
}
