package dev.hearth.core.adopt;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * What is known of a value without running anything: its type, its constant, the {@code new} that it comes from. Immutable.
 *
 * <p>In a text that is put together, what is not known stands as {@link #UNKNOWN}.
 */
final class Known extends BasicValue {

    static final String UNKNOWN = "…";

    private final @Nullable Object constant;
    private final @Nullable Creation creation;

    private Known(@Nullable Type type, @Nullable Object constant, @Nullable Creation creation) {
        super(type);
        this.constant = constant;
        this.creation = creation;
    }

    static Known ofType(Type type) {
        return new Known(type, null, null);
    }

    /** @param constant a text, a number, or the {@link Type} of a class constant */
    static Known constant(Type type, Object constant) {
        return new Known(type, constant, null);
    }

    static Known created(Type type, Creation creation) {
        return new Known(type, null, creation);
    }

    /** The same value, or one of which no more than the type is known. */
    static Known of(BasicValue value) {
        return value instanceof Known known ? known : new Known(value.getType(), null, null);
    }

    /** What it is as an argument of this type: truth values and characters are numbers to the JVM. */
    Known as(Type type) {
        if (constant instanceof Integer number && type.getSort() == Type.BOOLEAN) {
            return new Known(type, number != 0, null);
        } else if (constant instanceof Integer number && type.getSort() == Type.CHAR) {
            return new Known(type, String.valueOf((char) number.intValue()), null);
        }
        return this;
    }

    @Nullable
    Object constant() {
        return constant;
    }

    @Nullable
    Creation creation() {
        return creation;
    }

    /** A text that is known at least in part. */
    @Nullable
    String text() {
        return constant instanceof String text ? text : null;
    }

    /** A number that is known. */
    @Nullable
    Integer number() {
        return constant instanceof Integer number ? number : null;
    }

    /** The class that it is of, as nearly as is known. */
    @Nullable
    String className() {
        if (creation != null) {
            return creation.className();
        }
        Type type = getType();
        return type != null && type.getSort() == Type.OBJECT ? type.getClassName() : null;
    }

    boolean saysMoreThanItsType() {
        return constant != null || creation != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Known known
                && Objects.equals(getType(), known.getType())
                && Objects.equals(constant, known.constant)
                && creation == known.creation;
    }

    @Override
    public int hashCode() {
        return Objects.hash(getType(), constant, System.identityHashCode(creation));
    }
}
