package dev.hearth.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Hearth this is. */
public final class HearthVersion {

    private HearthVersion() {}

    /** The version as the build named it, such as {@code 0.1.0}. */
    public static String text() {
        try (InputStream file = HearthVersion.class.getResourceAsStream("version.properties")) {
            if (file == null) {
                throw new IllegalStateException("version.properties is missing: build Hearth with Maven");
            }
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version", "unknown");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
