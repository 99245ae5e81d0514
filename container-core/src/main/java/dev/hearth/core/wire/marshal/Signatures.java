package dev.hearth.core.wire.marshal;

import java.lang.reflect.GenericSignatureFormatError;
import java.lang.reflect.MalformedParameterizedTypeException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Supplier;

/** What a method's signature says, with generic types where they can be read. */
final class Signatures {

    private Signatures() {}

    static List<Type> parameters(Method method) {
        return List.of(read(method::getGenericParameterTypes, method.getParameterTypes()));
    }

    static List<Type> result(Method method) {
        return List.of(read(() -> new Type[] {method.getGenericReturnType()}, method.getReturnType()));
    }

    /** Generic types name classes that erased ones don't, so they can fail where the method itself works. */
    static Type[] read(Supplier<Type[]> generic, Class<?>... erased) {
        try {
            return generic.get();
        } catch (TypeNotPresentException
                | MalformedParameterizedTypeException
                | GenericSignatureFormatError
                | NoClassDefFoundError unreadable) {
            return erased;
        }
    }
}
