package dev.hearth.core.store.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Something to do with a connection, on a thread of the store's. */
@FunctionalInterface
interface Work<T> {

    T on(Connection connection) throws SQLException, IOException;
}
