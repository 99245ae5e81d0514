package dev.hearth.core.cli.prove;

import dev.hearth.core.cli.prove.objects.Purse;
import dev.hearth.core.cli.prove.objects.PurseObject;
import dev.hearth.core.cli.prove.objects.Tally;
import dev.hearth.core.cli.prove.objects.TallyObject;
import dev.hearth.core.cli.prove.objects.Transfers;
import dev.hearth.core.cli.prove.objects.TransfersObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The JAR that is deployed, made of classes that this program has anyway. */
final class HostedJar {

    private static final List<Class<?>> CLASSES = List.of(
            Tally.class,
            TallyObject.class,
            Purse.class,
            Purse.Content.class,
            PurseObject.class,
            Transfers.class,
            TransfersObject.class);

    private HostedJar() {}

    static void write(Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : CLASSES) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
                    if (bytes == null) {
                        throw new FileNotFoundException(name + " is not on the class path");
                    }
                    bytes.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }
}
