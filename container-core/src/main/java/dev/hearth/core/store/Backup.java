package dev.hearth.core.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.core.config.HearthVersion;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A folder with a copy of everything durable that can't be made again: the objects as {@link ObjectLine}s, whatever the
 * database, and the secret of their ids.
 *
 * <p>{@code backup.json} comes last and says how many bytes the objects have and their checksum, so that half a backup is
 * none.
 *
 * @param numbersGivenBelow all object numbers below it were given away when the backup was made
 * @param objects how many lines there are
 */
public record Backup(Path folder, long numbersGivenBelow, long objects) {

    private static final int FORMAT = 1;
    private static final int BUFFER = 1 << 16;
    private static final int SECRET_BYTES = 32;
    private static final String OBJECTS = "objects.jsonl";
    private static final String SECRET = "secret";
    private static final String MANIFEST = "backup.json";

    /**
     * Makes a backup of what a store holds now, while it works.
     *
     * @param to made if it is not there, else empty; readable by its owner alone if it is made here
     * @return which objects are in it, and which are not
     * @throws IOException if it can't be made; nothing is left of it then
     */
    public static ObjectLineExport make(Path to, DataFolder data, StateStore store) throws IOException {
        DurableFiles.createFolder(to);
        requireEmpty(to);
        try {
            return fill(to, data, store);
        } catch (IOException | RuntimeException failed) {
            for (String file : List.of(OBJECTS, SECRET, MANIFEST)) {
                Files.deleteIfExists(to.resolve(file));
            }
            throw failed;
        }
    }

    private static void requireEmpty(Path to) throws IOException {
        try (Stream<Path> present = Files.list(to)) {
            Path any = present.findAny().orElse(null);
            if (any != null) {
                throw new IOException("the folder " + to + " is not empty (" + any.getFileName()
                        + "); a backup goes into a new or an empty one");
            }
        }
    }

    private static ObjectLineExport fill(Path to, DataFolder data, StateStore store) throws IOException {
        CRC32C checksum = new CRC32C();
        ObjectLineExport export;
        long lines;
        try (FileChannel file = DurableFiles.create(to.resolve(OBJECTS));
                OutputStream out = new BufferedOutputStream(
                        new CheckedOutputStream(Channels.newOutputStream(file), checksum), BUFFER)) {
            try (ObjectLineWriter writer = new ObjectLineWriter(out)) {
                export = new ObjectLineExport(writer, data.mark(), name -> true);
                store.snapshot(export);
                lines = writer.lines();
            }
            out.flush();
            file.force(true);
        }
        DurableFiles.write(to.resolve(SECRET), data.secret());
        long bytes = Files.size(to.resolve(OBJECTS));
        DurableFiles.write(to.resolve(MANIFEST), manifest(data, lines, bytes, checksum.getValue()));
        return export;
    }

    private static byte[] manifest(DataFolder data, long lines, long bytes, long checksum) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("hearth", HearthVersion.text());
            json.writeStringField("made", Instant.now().toString());
            json.writeStringField("container", data.mark());
            json.writeNumberField("numbers", data.numbersGivenBelow());
            json.writeNumberField("objects", lines);
            json.writeNumberField("bytes", bytes);
            json.writeNumberField("checksum", checksum);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /**
     * The backup in a folder, once it is known to be whole.
     *
     * @throws IOException if there is none, it is damaged, or a newer Hearth made it
     */
    public static Backup in(Path folder) throws IOException {
        Path file = folder.resolve(MANIFEST);
        if (!Files.exists(file)) {
            throw new IOException("there is no backup in " + folder + ": it has no " + MANIFEST + ", which comes last");
        }
        JsonNode manifest = Json.tree(Files.readAllBytes(file));
        long format = number(file, manifest, "format");
        if (format != FORMAT) {
            throw new IOException("the backup " + folder + " has format " + format + " and this Hearth knows " + FORMAT
                    + "; restore it with the newer Hearth that made it");
        }
        Backup backup = new Backup(folder, number(file, manifest, "numbers"), number(file, manifest, "objects"));
        backup.verify(number(file, manifest, "bytes"), number(file, manifest, "checksum"));
        return backup;
    }

    private static long number(Path file, JsonNode manifest, String field) throws IOException {
        JsonNode value = manifest.get(field);
        if (value == null || !value.isIntegralNumber()) {
            throw new IOException(file + " is damaged: it has no number '" + field + "'");
        }
        return value.longValue();
    }

    private void verify(long bytes, long checksum) throws IOException {
        Path file = folder.resolve(OBJECTS);
        if (!Files.exists(file) || Files.size(file) != bytes) {
            throw new IOException("the backup " + folder + " is damaged: " + OBJECTS + " has not the " + bytes
                    + " bytes that it had");
        }
        CRC32C found = new CRC32C();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), found)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        if (found.getValue() != checksum) {
            throw new IOException("the backup " + folder + " is damaged: the checksum of " + OBJECTS + " does not fit");
        }
        if (!Files.exists(folder.resolve(SECRET)) || secret().length != SECRET_BYTES) {
            throw new IOException("the backup " + folder + " is damaged: its secret is not whole");
        }
    }

    /** What signs the objects' ids. */
    public byte[] secret() throws IOException {
        return Files.readAllBytes(folder.resolve(SECRET));
    }

    /** Its objects; the caller closes the reader. */
    public ObjectLineReader read() throws IOException {
        return new ObjectLineReader(Files.newInputStream(folder.resolve(OBJECTS)));
    }
}
