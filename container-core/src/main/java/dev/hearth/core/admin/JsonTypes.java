package dev.hearth.core.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.hearth.core.call.HostedType;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.rmi.Remote;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types whose JSON is not their fields: {@code java.time}, which is text, and remote objects, which are names. */
final class JsonTypes extends SimpleModule {

    private static final long serialVersionUID = 1;

    JsonTypes(Function<Object, Optional<String>> nameOf) {
        super("hearth");
        addSerializer(TemporalAccessor.class, new ToStringSerializer());
        addSerializer(TemporalAmount.class, new ToStringSerializer());
        addSerializer(ZoneId.class, new ToStringSerializer());
        addSerializer(Remote.class, new ShownByName(nameOf));
        setDeserializers(new TimesFromText());
    }

    private static final class ShownByName extends JsonSerializer<Remote> {

        private final Function<Object, Optional<String>> nameOf;

        ShownByName(Function<Object, Optional<String>> nameOf) {
            this.nameOf = nameOf;
        }

        @Override
        public void serialize(Remote object, JsonGenerator to, SerializerProvider context) throws IOException {
            Optional<String> name = nameOf.apply(object);
            to.writeStartObject();
            if (name.isPresent()) {
                to.writeStringField("object", name.get());
            } else {
                to.writeArrayFieldStart("interfaces");
                for (Class<?> type : HostedType.remoteInterfaces(object.getClass())) {
                    to.writeString(type.getName());
                }
                to.writeEndArray();
            }
            to.writeEndObject();
        }
    }

    private static final class TimesFromText extends SimpleDeserializers {

        private static final long serialVersionUID = 1;

        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) {
            Class<?> raw = type.getRawClass();
            if (!raw.getPackageName().equals("java.time")) {
                return null;
            }
            return factory(raw).map(TimeFromText::new).orElse(null);
        }

        /** The static method that makes one from a text. */
        private static Optional<Method> factory(Class<?> type) {
            for (String name : List.of("parse", "of")) {
                for (Method candidate : type.getMethods()) {
                    if (candidate.getName().equals(name)
                            && candidate.getParameterCount() == 1
                            && candidate.getParameterTypes()[0].isAssignableFrom(String.class)) {
                        return Optional.of(candidate);
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static final class TimeFromText extends JsonDeserializer<Object> {

        private final Method factory;

        TimeFromText(Method factory) {
            this.factory = factory;
        }

        @Override
        public Object deserialize(JsonParser from, DeserializationContext context) throws IOException {
            try {
                return factory.invoke(null, from.getText());
            } catch (InvocationTargetException unfit) {
                return context.handleWeirdStringValue(
                        factory.getReturnType(), from.getText(), "%s", String.valueOf(unfit.getCause()));
            } catch (IllegalAccessException closed) {
                throw new IOException(closed);
            }
        }
    }
}
