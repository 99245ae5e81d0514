package dev.hearth.core.wire.marshal;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class whose objects are written and read field by field: it and its superclasses say nothing of how they are
 * serialized.
 *
 * <p>The fields are reached by reflection, which the JDK opens for deployed classes only; its own classes are therefore
 * never written like this. Records are made by their constructor, all others without one, as an object stream does.
 */
final class FieldsForm implements PlainForm {

    private static final int STATIC_OR_TRANSIENT = Modifier.STATIC | Modifier.TRANSIENT;

    private final Description description;

    /** In the order of the stream: from the topmost class down, and in each class primitives before objects. */
    private final Field[] fields;

    private final Kind[] kinds;
    private final @Nullable Making making;

    private FieldsForm(Class<?> type, Description description, List<Field> fields) throws ReflectiveOperationException {
        this.description = description;
        this.fields = fields.toArray(Field[]::new);
        this.kinds = fields.stream().map(field -> Kind.of(field.getType())).toArray(Kind[]::new);
        this.making = Making.of(type, this.fields, kinds);
    }

    /** The form of this class; {@link PlainForm#UNUSUAL} if it is not plain. */
    static PlainForm of(Class<?> type) {
        try {
            Description description = Description.of(type);
            if (description == null || !plain(type)) {
                return UNUSUAL;
            }
            List<Field> fields = new ArrayList<>();
            addFields(type, fields);
            return new FieldsForm(type, description, fields);
        } catch (ReflectiveOperationException | InaccessibleObjectException | LinkageError closed) {
            return UNUSUAL;
        }
    }

    private static boolean plain(Class<?> type) {
        return type != Class.class
                && type != String.class
                && type != ObjectStreamClass.class
                && !Externalizable.class.isAssignableFrom(type)
                && !Throwable.class.isAssignableFrom(type)
                && !type.isHidden()
                && !Proxy.isProxyClass(type)
                && !decidesWhatItWrites(type);
    }

    /** Also by a method that the JDK would not call: such a class is rare, and in doubt the object stream knows. */
    private static boolean decidesWhatItWrites(Class<?> type) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals("serialPersistentFields")) {
                    return true;
                }
            }
            for (Method method : each.getDeclaredMethods()) {
                boolean replaces = method.getName().equals("writeReplace") && method.getParameterCount() == 0;
                boolean writes = method.getName().equals("writeObject")
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == ObjectOutputStream.class;
                if (replaces || writes) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds the serial fields of this class behind those of its superclasses. */
    private static void addFields(@Nullable Class<?> type, List<Field> fields) throws ReflectiveOperationException {
        ObjectStreamClass described = type == null ? null : ObjectStreamClass.lookup(type);
        if (type == null || described == null) {
            return;
        }
        addFields(type.getSuperclass(), fields);
        for (ObjectStreamField each : described.getFields()) {
            Field field = type.getDeclaredField(each.getName());
            if (each.isUnshared()
                    || field.getType() != each.getType()
                    || (field.getModifiers() & STATIC_OR_TRANSIENT) != 0) {
                throw new NoSuchFieldException(each.getName()); // the class names its serial fields itself
            }
            field.setAccessible(true);
            fields.add(field);
        }
    }

    @Override
    public void write(Object object, PlainWriter to) {
        to.begin(object, description);
        try {
            for (int i = 0; i < fields.length; i++) {
                writeField(fields[i], kinds[i], object, to);
            }
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException("it was opened before", closed);
        }
    }

    private static void writeField(Field field, Kind kind, Object object, PlainWriter to)
            throws IllegalAccessException {
        switch (kind) {
            case BOOLEAN -> to.out().write(field.getBoolean(object) ? 1 : 0);
            case BYTE -> to.out().write(field.getByte(object));
            case CHAR -> to.out().writeShort(field.getChar(object));
            case SHORT -> to.out().writeShort(field.getShort(object));
            case INT -> to.out().writeInt(field.getInt(object));
            case FLOAT -> to.out().writeInt(Float.floatToIntBits(field.getFloat(object)));
            case LONG -> to.out().writeLong(field.getLong(object));
            case DOUBLE -> to.out().writeLong(Double.doubleToLongBits(field.getDouble(object)));
            case VOID, TEXT, BYTES, OBJECT -> to.value(field.get(object));
        }
    }

    @Override
    public Object read(PlainReader from) throws IOException, ReflectiveOperationException {
        if (making == null) {
            throw new UnusualException();
        }
        return making.read(from);
    }
}
