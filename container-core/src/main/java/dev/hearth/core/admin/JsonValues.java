package dev.hearth.core.admin;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import dev.hearth.core.call.HostedMethod;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.rmi.MarshalException;
import java.rmi.Remote;
import java.rmi.UnmarshalException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Arguments and results of a call as JSON.
 *
 * <p>Values are their fields, whatever their visibility; {@code java.time} is text. No type names are written or obeyed.
 * A remote object in a result is shown as {@code {"object": "its name"}}, or by its interfaces if it has no name; in an
 * argument it can't be given.
 *
 * <p>Made anew for each call, with caches of its own: a mapper that outlived the call would hold the classes of a
 * deployment that has been replaced. Used by one thread at a time.
 */
final class JsonValues {

    private static final int TYPES_CACHED = 100;
    private static final int ARGUMENT_SHOWN = 60;

    private final ObjectMapper mapper;
    private final long maxLength;

    /**
     * @param loader loads the deployment's classes
     * @param nameOf the name of a hosted object
     * @param maxLength of a result in characters
     */
    JsonValues(ClassLoader loader, Function<Object, Optional<String>> nameOf, long maxLength) {
        this.maxLength = maxLength;
        LookupCache<Object, JavaType> types = new LRUMap<>(TYPES_CACHED, TYPES_CACHED);
        this.mapper = JsonMapper.builder()
                .typeFactory(TypeFactory.defaultInstance().withCache(types).withClassLoader(loader))
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.SETTER, Visibility.NONE)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS, SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .addModule(new JsonTypes(nameOf))
                .build();
    }

    /**
     * The arguments as the method's parameters want them.
     *
     * @throws UnmarshalException naming the argument that doesn't fit
     */
    @Nullable
    Object[] arguments(HostedMethod method, CallRequest request) throws UnmarshalException {
        Type[] types = method.method().getGenericParameterTypes();
        List<String> texts = request.arguments();
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(i, mapper.constructType(types[i]), texts.get(i), method, request.words());
        }
        return arguments;
    }

    private @Nullable Object argument(int index, JavaType type, String text, HostedMethod method, boolean word)
            throws UnmarshalException {
        String where = "argument " + (index + 1) + " of " + MethodChoice.signature(method);
        if (Remote.class.isAssignableFrom(type.getRawClass())) {
            throw new UnmarshalException(where + " is a remote object, which can't be given as JSON");
        }
        try {
            return word ? word(text, type) : mapper.readValue(text, type);
        } catch (JsonProcessingException | IllegalArgumentException unfit) {
            String shown = text.length() > ARGUMENT_SHOWN ? text.substring(0, ARGUMENT_SHOWN) + "…" : text;
            throw new UnmarshalException(
                    where + ": '" + shown + "' is no " + type.toCanonical() + ": " + firstLine(unfit), unfit);
        }
    }

    /** What somebody typed: JSON, or else a text without its quotes. */
    private @Nullable Object word(String text, JavaType type) throws JsonProcessingException {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        if (text.isEmpty() || (takesText(type.getRawClass()) && !quoted)) {
            return mapper.convertValue(text, type);
        }
        try {
            return mapper.readValue(text, type);
        } catch (JsonParseException bare) {
            return mapper.convertValue(text, type);
        }
    }

    private static boolean takesText(Class<?> type) {
        return type == String.class || type == CharSequence.class || type == char.class || type == Character.class;
    }

    /**
     * A result as JSON.
     *
     * @throws MarshalException if it can't be written, or is too long
     */
    String result(@Nullable Object result) throws MarshalException {
        StringWriter text = new BoundedText(maxLength);
        try {
            mapper.writeValue(text, result);
            return text.toString();
        } catch (IOException | BoundedText.FullException unfit) {
            String type = result == null ? "null" : result.getClass().getName();
            throw new MarshalException(
                    "the result, a " + type + ", can't be written as JSON: " + firstLine(unfit),
                    new IOException(firstLine(unfit)));
        }
    }

    private static String firstLine(Exception unfit) {
        String message = unfit instanceof JsonProcessingException json ? json.getOriginalMessage() : unfit.getMessage();
        return message == null
                ? unfit.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
