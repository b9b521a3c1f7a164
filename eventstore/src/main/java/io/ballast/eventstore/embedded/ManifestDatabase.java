package io.ballast.eventstore.embedded;

import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The statements of the {@link Manifest}; SQL of the common subset of SQLite and PostgreSQL. */
final class ManifestDatabase {

  private static final int FORMAT = 1;

  private final DataSource source;

  ManifestDatabase(DataSource source) {
    this.source = source;
  }

  /** A SQLite database of its own in a file, durable after each commit. */
  static DataSource sqlite(Path file) {
    SqliteLibrary.prepare();
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(10_000);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /** Takes a row. */
  @FunctionalInterface
  interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  /** Work in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Statements statements) throws SQLException;
  }

  /** What a transaction may do. */
  static final class Statements {

    private final Connection connection;

    private Statements(Connection connection) {
      this.connection = connection;
    }

    void execute(String sql, @Nullable Object... parameters) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < parameters.length; i++) {
          statement.setObject(i + 1, parameters[i]);
        }
        statement.executeUpdate();
      } catch (SQLException e) {
        throw problem(e);
      }
    }

    /** The next number of a counter, from 1. */
    long next(String counter) {
      execute(
          "INSERT INTO event_counter (name, last_value) VALUES (?, 0) ON CONFLICT (name) DO"
              + " NOTHING",
          counter);
      execute("UPDATE event_counter SET last_value = last_value + 1 WHERE name = ?", counter);
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT last_value FROM event_counter WHERE name = ?")) {
        statement.setString(1, counter);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      } catch (SQLException e) {
        throw problem(e);
      }
    }
  }

  <T> T inTransaction(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(new Statements(connection));
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  void query(String sql, RowConsumer consumer) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        consumer.accept(rows);
      }
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  /** Makes the tables if there are none. */
  void create() {
    int format = format();
    if (format > FORMAT) {
      throw ProblemException.environment(
          "the manifest of the event store has format " + format,
          "this version of Ballast knows formats up to " + FORMAT,
          "use the version that wrote it, or a newer one");
    }
    if (format == 0) {
      inTransaction(
          statements -> {
            for (String sql : script().split(";\\s*\n", -1)) {
              if (!sql.isBlank()) {
                statements.execute(sql);
              }
            }
            statements.execute(
                "INSERT INTO event_store (format, store_id) VALUES (?, ?)",
                FORMAT,
                UUID.randomUUID().toString());
            return true;
          });
    }
  }

  private int format() {
    try (Connection connection = source.getConnection()) {
      try (ResultSet tables = connection.getMetaData().getTables(null, null, "event_store", null)) {
        if (!tables.next()) {
          return 0;
        }
      }
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT format FROM event_store")) {
        return row.next() ? row.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  String storeId() {
    StringBuilder id = new StringBuilder();
    query("SELECT store_id FROM event_store", row -> id.append(row.getString(1)));
    return id.toString();
  }

  private static String script() {
    try (InputStream stream = ManifestDatabase.class.getResourceAsStream("manifest-1.sql")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("--[^\n]*", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProblemException problem(SQLException e) {
    return ProblemException.environment(
        "the metadata database answers: " + e.getMessage(),
        "the event store keeps its manifest there",
        "check that its file is whole, writable and that the disk has room, then try again");
  }
}
