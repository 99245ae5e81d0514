package dev.hearth.core.wire.marshal;

import java.io.ObjectStreamConstants;
import java.rmi.Remote;
import org.jspecify.annotations.Nullable;

/**
 * Which form each class has.
 *
 * <p>A form is kept with its class and goes with it. Thread-safe.
 */
final class PlainForms {

    private static final ClassValue<PlainForm> FORMS = new ClassValue<>() {
        @Override
        protected PlainForm computeValue(Class<?> type) {
            return make(type);
        }
    };

    private PlainForms() {}

    static PlainForm of(Class<?> type) {
        return FORMS.get(type);
    }

    private static PlainForm make(Class<?> type) {
        Description description = Description.of(type);
        if (description == null || Remote.class.isAssignableFrom(type)) {
            return PlainForm.UNUSUAL; // an object that travels as its stub, if it is hosted
        }
        if (type.isArray()) {
            return ArrayForm.of(type, description);
        }
        if (Enum.class.isAssignableFrom(type)) {
            return enumForm(type);
        }
        PlainForm ofTheJdk = JdkForms.of(type, description);
        return ofTheJdk != null ? ofTheJdk : FieldsForm.of(type);
    }

    /** A constant with a body has a class of its own, below the enum's. */
    private static PlainForm enumForm(Class<?> type) {
        @Nullable Class<?> declaring = type.isEnum() ? type : type.getSuperclass();
        Description description = declaring == null || !declaring.isEnum() ? null : Description.of(declaring);
        if (description == null) {
            return PlainForm.UNUSUAL;
        }
        PlainForm.Writing writing = (constant, to) -> {
            to.out().write(ObjectStreamConstants.TC_ENUM);
            description.write(to);
            to.assign(constant);
            to.constantName(((Enum<?>) constant).name());
        };
        return PlainForm.of(writing, from -> {
            if (type != declaring) {
                throw new UnusualException(); // no stream is to describe the class of a single constant
            }
            return from.finish(from.reserve(), constant(declaring, from.constantName()));
        });
    }

    /** @throws IllegalArgumentException if there is none of this name */
    @SuppressWarnings({"unchecked", "rawtypes"}) // it is an enum, whichever
    private static Object constant(Class<?> type, String name) {
        return Enum.valueOf((Class) type, name);
    }
}
