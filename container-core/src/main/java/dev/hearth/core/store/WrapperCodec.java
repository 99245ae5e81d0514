package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Types that hold one value of another: as that value. What is empty is JSON null, and so is a wrapper that is null. */
final class WrapperCodec implements ValueCodec {

    private final Unwrap unwrap;
    private final Wrap wrap;
    private final ValueCodec content;

    private WrapperCodec(Unwrap unwrap, Wrap wrap, ValueCodec content) {
        this.unwrap = unwrap;
        this.wrap = wrap;
        this.content = content;
    }

    @Immutable
    private interface Unwrap {
        @Nullable
        Object apply(Object wrapper);
    }

    @Immutable
    private interface Wrap {
        @Nullable
        Object apply(@Nullable Object content);
    }

    /** Finds the codec of a type's content. */
    interface ContentCodecs {
        ValueCodec of(TypeShape content) throws CodecChoice.Refusal;
    }

    /** The codec of this type; null if it is no wrapper. */
    static @Nullable WrapperCodec of(TypeShape shape, ContentCodecs codecs) throws CodecChoice.Refusal {
        Class<?> type = shape.raw();
        if (type == Optional.class) {
            return new WrapperCodec(
                    o -> ((Optional<?>) o).orElse(null), Optional::ofNullable, codecs.of(shape.argument(0)));
        }
        if (type == AtomicReference.class) {
            return new WrapperCodec(
                    o -> ((AtomicReference<?>) o).get(), AtomicReference::new, codecs.of(shape.argument(0)));
        }
        Fixed fixed = Fixed.of(type);
        return fixed == null
                ? null
                : new WrapperCodec(fixed.unwrap, fixed.wrap, codecs.of(TypeShape.of(fixed.content)));
    }

    @Override
    public void write(Object value, StateWriter out) throws IOException, UnstorableStateException {
        out.value("value", unwrap.apply(value), content);
    }

    @Override
    public @Nullable Object read(JsonNode node, StateReader in) throws UnstorableStateException {
        Object value = in.value("value", node, content);
        try {
            return wrap.apply(value);
        } catch (NullPointerException empty) {
            throw in.expected("a value", node);
        }
    }

    @Override
    public boolean readsNull() {
        return true;
    }

    /** The wrappers whose content is always of one type. */
    @SuppressWarnings("NullAway") // the casts of null content fail with the NullPointerException that read() expects
    private enum Fixed {
        OPTIONAL_INT(
                OptionalInt.class,
                int.class,
                o -> ((OptionalInt) o).isPresent() ? ((OptionalInt) o).getAsInt() : null,
                v -> v == null ? OptionalInt.empty() : OptionalInt.of((int) v)),
        OPTIONAL_LONG(
                OptionalLong.class,
                long.class,
                o -> ((OptionalLong) o).isPresent() ? ((OptionalLong) o).getAsLong() : null,
                v -> v == null ? OptionalLong.empty() : OptionalLong.of((long) v)),
        OPTIONAL_DOUBLE(
                OptionalDouble.class,
                double.class,
                o -> ((OptionalDouble) o).isPresent() ? ((OptionalDouble) o).getAsDouble() : null,
                v -> v == null ? OptionalDouble.empty() : OptionalDouble.of((double) v)),
        ATOMIC_INTEGER(AtomicInteger.class, int.class, o -> ((AtomicInteger) o).get(), v -> new AtomicInteger((int) v)),
        ATOMIC_LONG(AtomicLong.class, long.class, o -> ((AtomicLong) o).get(), v -> new AtomicLong((long) v)),
        ATOMIC_BOOLEAN(
                AtomicBoolean.class,
                boolean.class,
                o -> ((AtomicBoolean) o).get(),
                v -> new AtomicBoolean((boolean) v)),
        LONG_ADDER(LongAdder.class, long.class, o -> ((LongAdder) o).sum(), v -> {
            LongAdder adder = new LongAdder();
            adder.add((long) v);
            return adder;
        }),
        DOUBLE_ADDER(DoubleAdder.class, double.class, o -> ((DoubleAdder) o).sum(), v -> {
            DoubleAdder adder = new DoubleAdder();
            adder.add((double) v);
            return adder;
        }),
        INTEGER_ARRAY(
                AtomicIntegerArray.class,
                int[].class,
                o -> IntStream.range(0, ((AtomicIntegerArray) o).length())
                        .map(((AtomicIntegerArray) o)::get)
                        .toArray(),
                v -> new AtomicIntegerArray((int[]) v)),
        LONG_ARRAY(
                AtomicLongArray.class,
                long[].class,
                o -> LongStream.range(0, ((AtomicLongArray) o).length())
                        .map(i -> ((AtomicLongArray) o).get((int) i))
                        .toArray(),
                v -> new AtomicLongArray((long[]) v));

        private final Class<?> type;
        private final Class<?> content;
        private final Unwrap unwrap;
        private final Wrap wrap;

        Fixed(Class<?> type, Class<?> content, Unwrap unwrap, Wrap wrap) {
            this.type = type;
            this.content = content;
            this.unwrap = unwrap;
            this.wrap = wrap;
        }

        static @Nullable Fixed of(Class<?> type) {
            for (Fixed fixed : values()) {
                if (fixed.type == type) {
                    return fixed;
                }
            }
            return null;
        }
    }
}
