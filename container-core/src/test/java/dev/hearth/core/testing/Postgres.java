package dev.hearth.core.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL server in processes of its own, on loopback, whose files lie in a folder. It can be stopped and started again.
 *
 * <p>Its binaries come with the build, for Linux, macOS and Windows on x86-64. Where it can't start, the tests that want it
 * fail, and say why: what a store promises must be seen to hold on a real server. Used by one thread.
 */
public final class Postgres implements AutoCloseable {

    public static final String USER = "postgres";

    private final Path data;
    private EmbeddedPostgres server;
    private int databases;

    private Postgres(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
    }

    public static Postgres start(Path folder) {
        Path data = folder.resolve("postgres");
        return new Postgres(data, begin(data, 0));
    }

    private static EmbeddedPostgres begin(Path data, int port) {
        try {
            EmbeddedPostgres.Builder builder =
                    EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException | IllegalStateException refused) {
            throw new AssertionError(
                    "PostgreSQL can't be started here, so nothing is known of the store on it: " + refused, refused);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** The URL of a new, empty database. */
    public String newDatabase() throws SQLException {
        String name = "hearth" + ++databases;
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + port() + "/" + database;
    }

    /** As its administrator would: connections break, transactions that are open are rolled back. */
    public void stop() throws IOException {
        server.close();
    }

    /** On the same port and data. */
    public void again() {
        server = begin(data, server.getPort());
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
