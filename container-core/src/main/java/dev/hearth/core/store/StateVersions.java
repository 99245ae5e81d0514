package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.api.StateVersion;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link StateVersion} says of one class: the version that is written, and how older ones are upgraded. */
final class StateVersions {

    static final String KEY = "@version";

    private final Class<?> type;
    private final int version;
    private final @Nullable Method upgrade;

    private StateVersions(Class<?> type, int version, @Nullable Method upgrade) {
        this.type = type;
        this.version = version;
        this.upgrade = upgrade;
    }

    static StateVersions of(Class<?> type) throws UnstorableStateException {
        StateVersion annotation = type.getAnnotation(StateVersion.class);
        if (annotation == null) {
            return new StateVersions(type, 0, null);
        }
        if (annotation.value() < 1) {
            throw new UnstorableStateException(
                    type.getName() + " has @StateVersion(" + annotation.value() + "): the least version is 1");
        }
        return new StateVersions(type, annotation.value(), upgradeMethod(type));
    }

    private static Method upgradeMethod(Class<?> type) throws UnstorableStateException {
        try {
            Method upgrade = type.getDeclaredMethod("upgrade", Map.class, int.class);
            if (Modifier.isStatic(upgrade.getModifiers())
                    && isStateMap(upgrade.getGenericReturnType())
                    && isStateMap(upgrade.getGenericParameterTypes()[0])) {
                upgrade.setAccessible(true);
                return upgrade;
            }
        } catch (NoSuchMethodException missing) {
            // told below, as for one of another signature
        }
        throw new UnstorableStateException(
                type.getName()
                        + " has @StateVersion and needs: static Map<String, Object> upgrade(Map<String, Object> state, int from)");
    }

    private static boolean isStateMap(Type type) {
        return type instanceof ParameterizedType map
                && map.getRawType() == Map.class
                && map.getActualTypeArguments()[0] == String.class
                && map.getActualTypeArguments()[1] == Object.class;
    }

    void write(StateWriter out) throws IOException {
        if (version > 0) {
            out.json().writeNumberField(KEY, version);
        }
    }

    /** The object as this version of the class would have written it. */
    JsonNode upgraded(JsonNode object, StateReader in) throws UnstorableStateException {
        int stored = storedVersion(object, in);
        if (stored == version) {
            return object;
        }
        if (stored > version || upgrade == null) {
            throw in.path()
                    .mismatch("it is of version " + stored + " and " + type.getName() + " knows "
                            + (version == 0 ? "no versions" : "versions up to " + version)
                            + "; deploy the newer JAR that wrote it");
        }
        Map<String, @Nullable Object> plain = PlainValues.toMap((ObjectNode) object);
        plain.remove(KEY);
        return PlainValues.toNode(call(upgrade, plain, stored, in), in);
    }

    private static int storedVersion(JsonNode object, StateReader in) throws UnstorableStateException {
        JsonNode stored = object.get(KEY);
        if (stored == null) {
            return 0;
        }
        if (!stored.isInt()) {
            throw in.expected("a number as " + KEY, stored);
        }
        return stored.intValue();
    }

    private @Nullable Object call(Method method, Map<String, @Nullable Object> plain, int from, StateReader in)
            throws UnstorableStateException {
        try {
            return method.invoke(null, plain, from);
        } catch (InvocationTargetException thrown) {
            throw in.path()
                    .mismatch(
                            type.getName() + ".upgrade from version " + from + " threw " + thrown.getCause(),
                            thrown.getCause() == null ? thrown : thrown.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(method + " was made accessible", impossible);
        }
    }
}
