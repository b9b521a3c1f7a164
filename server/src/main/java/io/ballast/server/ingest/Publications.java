package io.ballast.server.ingest;

import io.ballast.server.platform.Ids;
import io.ballast.server.platform.Times;
import io.ballast.server.web.Call;
import io.ballast.server.web.Replies;
import io.ballast.tables.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Under which batch id a list of events was published, so that a list that is sent again is the
 * same batch: the event store takes a batch once.
 *
 * <p>Kept in a small database of its own that is written before the event store is, and that need
 * not wait for the disk: what a killed process has written the operating system keeps.
 */
public final class Publications implements AutoCloseable {

  private final Connection connection;
  private final Ids ids;
  private final InstantSource clock;
  private long lastSweep = Long.MIN_VALUE;

  private Publications(Connection connection, Ids ids, InstantSource clock) {
    this.connection = connection;
    this.ids = ids;
    this.clock = clock;
  }

  /** Opens the database of a file, made when missing. */
  public static Publications open(Path file, Ids ids, InstantSource clock) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    try {
      Connection connection = source.getConnection();
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE IF NOT EXISTS publication (request_hash TEXT PRIMARY KEY,"
                + " batch_id TEXT NOT NULL, at INTEGER NOT NULL)");
      }
      return new Publications(connection, ids, clock);
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  /** The batch of a call: the one of its first attempt when it says that it is sent again. */
  synchronized String batchOf(Call call) {
    String hash = Replies.hash(call, call.principal());
    long now = Times.now(clock);
    long from = now - Replies.KEPT.toSeconds() * 1_000_000;
    try {
      if (call.header(Replies.RETRY_HEADER) != null) {
        String known = find(hash, from);
        if (known != null) {
          return known;
        }
      }
      String batch = "list-" + ids.next();
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT OR REPLACE INTO publication VALUES (?, ?, ?)")) {
        insert.setString(1, hash);
        insert.setString(2, batch);
        insert.setLong(3, now);
        insert.executeUpdate();
      }
      sweep(from);
      return batch;
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  private @Nullable String find(String hash, long from) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT batch_id FROM publication WHERE request_hash = ? AND at >= ?")) {
      select.setString(1, hash);
      select.setLong(2, from);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private void sweep(long from) throws SQLException {
    if (from - lastSweep < Replies.KEPT.toSeconds() * 1_000_000 && lastSweep != Long.MIN_VALUE) {
      return;
    }
    lastSweep = from;
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM publication WHERE at < ?")) {
      delete.setLong(1, from);
      delete.executeUpdate();
    }
  }

  private static ProblemException problem(SQLException e) {
    return ProblemException.environment(
        "the database of publications answers: " + e.getMessage(),
        "events are stored once it is written",
        "check that the disk has room, then send them again");
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw problem(e);
    }
  }
}
