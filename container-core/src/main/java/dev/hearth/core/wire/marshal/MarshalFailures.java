package dev.hearth.core.wire.marshal;

import java.io.NotSerializableException;
import java.rmi.MarshalException;
import org.jspecify.annotations.Nullable;

/** Says why something could not be written, so that whoever wrote its class knows where to look. */
final class MarshalFailures {

    private MarshalFailures() {}

    /**
     * @param what such as {@code the result of Account.find}
     * @param root what was to be written
     */
    static MarshalException of(String what, @Nullable Object root, Throwable failed) {
        MarshalException failure =
                new MarshalException("HEARTH-MARSHAL: " + what + " can't be sent: " + reason(root, failed));
        failure.detail = failed;
        return failure;
    }

    private static String reason(@Nullable Object root, Throwable failed) {
        if (failed instanceof NotSerializableException unfit && unfit.getMessage() != null) {
            String name = unfit.getMessage().lines().findFirst().orElse("");
            return name + " is not serializable"
                    + FieldPath.to(name, root).map(path -> " (" + path + ")").orElse("")
                    + ": let it implement java.io.Serializable";
        }
        if (failed instanceof StackOverflowError) {
            return "it is nested too deep";
        }
        return failed.toString();
    }
}
