package dev.hearth.core.call;

import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;

/** Says where a class came from, to who put it there. */
public final class CodeOrigin {

    private CodeOrigin() {}

    /** The class, and the JAR that brings it; that it is Hearth's own, if it is. */
    public static String told(Class<?> code) {
        if (code.getClassLoader() == CodeOrigin.class.getClassLoader()) {
            return code.getName() + ", which is built in";
        }
        CodeSource source = code.getProtectionDomain().getCodeSource();
        URL place = source == null ? null : source.getLocation();
        return place == null ? code.getName() : code.getName() + " in " + fileName(place);
    }

    private static String fileName(URL place) {
        return String.valueOf(Path.of(place.getPath()).getFileName());
    }
}
