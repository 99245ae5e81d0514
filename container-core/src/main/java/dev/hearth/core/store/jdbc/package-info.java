/**
 * States in a database.
 *
 * <p>Start at {@link dev.hearth.core.store.jdbc.JdbcStateStore}. What is to be written lies in a queue; one thread, {@code
 * hearth-store-writer}, takes all of it at once, commits it as one transaction, syncs, and releases those who wait. So
 * the busier the container is, the more calls share a sync. Reads run on a few threads of the store's own, since an
 * interrupted thread inside H2 closes the database for everybody.
 *
 * <p>{@code Snapshots} reads all objects as of one moment, in a transaction on a connection of its own.
 *
 * <p><b>Invariant.</b> A commit is in one transaction, whole, and after every commit that was accepted before it. The only
 * importer of JDBC, HikariCP and H2.
 *
 * <p><b>Not decided here.</b> What a state is ({@code store}), and who waits for which position ({@code dispatch}).
 */
@NullMarked
package dev.hearth.core.store.jdbc;

import org.jspecify.annotations.NullMarked;
