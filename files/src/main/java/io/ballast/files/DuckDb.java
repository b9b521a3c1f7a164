package io.ballast.files;

import io.ballast.tables.Batch;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table.BatchConsumer;
import io.ballast.tables.Vector;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a DuckDB database, in memory or in a file, with the driver's traps wrapped.
 *
 * <p>For one thread at a time, {@link #cancel()} aside; another thread takes its own connection by
 * {@link #duplicate()}. The database is closed with its last connection.
 */
public final class DuckDb implements AutoCloseable {

  private static final double PERCENT = 100;

  private final DuckDBConnection connection;
  private volatile @Nullable Statement running;
  private volatile boolean cancelled;
  private boolean inTransaction;

  private DuckDb(DuckDBConnection connection) {
    this.connection = connection;
  }

  /** A new, empty database in memory. */
  public static DuckDb inMemory(DuckDbSettings settings) {
    return connect("jdbc:duckdb:", settings, "a database in memory");
  }

  /**
   * A database in a file, made when missing unless it is opened for reading only.
   *
   * @throws ProblemException if it cannot be opened, for example because another process holds it
   */
  public static DuckDb open(Path file, DuckDbSettings settings) {
    return connect("jdbc:duckdb:" + file, settings, file.toString());
  }

  private static DuckDb connect(String url, DuckDbSettings settings, String what) {
    Properties properties = settings.toProperties();
    NativeLibrary.unpack();
    try {
      return new DuckDb((DuckDBConnection) new DuckDBDriver().connect(url, properties));
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains("Could not set lock") || message.contains("used by another process")) {
        throw ProblemException.environment(
            what + " is held by another process",
            "one process at a time may write to it",
            "stop that process or choose another file");
      }
      throw new DuckDbException(e);
    } catch (LinkageError | IllegalStateException e) {
      throw ProblemException.environment(
          "DuckDB's native library does not load on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch"),
          "Linux with glibc (amd64, arm64), macOS (arm64) and Windows (amd64) are supported",
          "use one of them, or set BALLAST_CACHE to a folder from which programs may run");
    }
  }

  /** Another connection to the same database, for another thread. */
  public DuckDb duplicate() {
    try {
      return new DuckDb(connection.duplicate());
    } catch (SQLException e) {
      throw new DuckDbException(e);
    }
  }

  /**
   * A path as a string literal for {@code read_parquet} and the like, which take {@code *}, {@code
   * ?} and {@code [} for patterns.
   */
  public static String literal(Path file) {
    return Sql.file(file);
  }

  /** Runs one statement that gives no rows, or whose rows do not matter. */
  public void execute(String sql, Object... parameters) {
    try (PreparedStatement statement = prepare(sql, List.of(parameters))) {
      start(statement);
      statement.execute();
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      running = null;
    }
  }

  /** Takes one row of a small result. */
  @FunctionalInterface
  public interface RowMapper<T> {
    /** The row under the cursor. */
    T map(ResultSet row) throws SQLException;
  }

  /** The rows of a small result; a large one is read by {@link #scan}. */
  public <T> List<T> query(String sql, List<?> parameters, RowMapper<T> mapper) {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      start(statement);
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(mapper.map(result));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      running = null;
    }
  }

  /**
   * Streams a query's rows in their order; memory does not grow with the rows.
   *
   * @param sql a query, its columns of the types that the readers take
   * @param parameters values of its question marks, in order
   * @param columns one reader for each column of the result; may be empty, then batches have rows
   *     only
   * @param consumer called for each batch on this thread; returns false to stop. It may not use
   *     this connection
   * @throws DuckDbException if the query fails, at its start or half-way
   * @throws CancellationException if it was cancelled
   */
  public void scan(
      String sql, List<?> parameters, List<VectorReader> columns, BatchConsumer consumer) {
    boolean[] hashed = new boolean[columns.size()];
    for (int column = 0; column < hashed.length; column++) {
      hashed[column] = columns.get(column).wantsHash();
    }
    try (DuckDBPreparedStatement statement = prepare(withHashes(sql, hashed), parameters)) {
      start(statement);
      try (DuckDBChunkedResult result = statement.query()) {
        while (result.nextChunk()) {
          if (!consumer.accept(batch(result.chunk(), columns, hashed))) {
            return;
          }
          // The driver forgets an interrupt that comes between two chunks.
          if (cancelled) {
            throw new CancellationException();
          }
        }
        DriverInternals.checkError(result);
      }
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      running = null;
    }
  }

  private static Batch batch(
      DuckDBDataChunkReader chunk, List<VectorReader> columns, boolean[] hashed) {
    int rows = Math.toIntExact(chunk.rowCount());
    List<Vector> vectors = new ArrayList<>(columns.size());
    int hash = columns.size();
    for (int column = 0; column < columns.size(); column++) {
      DuckDBReadableVector hashes = hashed[column] ? chunk.vector(hash++) : null;
      vectors.add(columns.get(column).read(chunk.vector(column), hashes, rows));
    }
    return new Batch(rows, vectors);
  }

  /** The query with the hashes that readers want, after its own columns. */
  private static String withHashes(String sql, boolean[] hashed) {
    StringBuilder names = new StringBuilder();
    StringBuilder hashes = new StringBuilder();
    for (int column = 0; column < hashed.length; column++) {
      names.append(column == 0 ? "c" : ", c").append(column);
      if (hashed[column]) {
        hashes.append(", hash(c").append(column).append(')');
      }
    }
    return hashes.isEmpty() ? sql : "SELECT *" + hashes + " FROM (" + sql + ") AS q(" + names + ")";
  }

  /** Makes a table readable by SQL, as a table function of that name. */
  void register(String function, BatchFeed feed) {
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder.withName(function).withFunction(feed).register(connection);
    } catch (SQLException e) {
      throw new DuckDbException(e);
    }
  }

  /**
   * Runs work in one transaction: committed when it returns, rolled back when it throws.
   *
   * <p>The transaction is opened by a statement of its own and not by the driver's automatic
   * commit, which begins at the first statement only: rows of an appender before it would stay
   * after a rollback.
   */
  public <T> T inTransaction(Supplier<T> work) {
    execute("BEGIN TRANSACTION");
    inTransaction = true;
    boolean done = false;
    try {
      T result = work.get();
      execute("COMMIT");
      done = true;
      return result;
    } finally {
      inTransaction = false;
      if (!done) {
        rollBack();
      }
    }
  }

  private void rollBack() {
    try {
      execute("ROLLBACK");
    } catch (DuckDbException e) {
      // The failed statement has ended the transaction already, and its error is on the way up.
    }
  }

  /**
   * Appends rows to a table of the main schema, far faster than inserts.
   *
   * <p>Only within {@link #inTransaction}: outside of it a failure would leave a part of the rows.
   *
   * @throws DuckDbException if there is no such table, or a row breaks one of its constraints
   */
  public void append(String table, Consumer<RowAppender> rows) {
    requireTransaction(table);
    try (DuckDBAppender appender =
        connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
      rows.accept(new RowAppender(appender));
      // The driver's close swallows what flush throws, and the rows would be gone without a word.
      appender.flush();
    } catch (SQLException e) {
      throw new DuckDbException(e);
    }
  }

  /**
   * Appends rows to a table of the main schema from arrays; the rules of {@link #append}.
   *
   * @throws DuckDbException if there is no such table, or a row breaks one of its constraints
   */
  public void appendColumns(String table, Consumer<ColumnAppender> rows) {
    requireTransaction(table);
    try (DuckDBAppender appender =
        connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
      ColumnAppender target = new ColumnAppender(appender, table);
      rows.accept(target);
      target.flush();
    } catch (SQLException e) {
      throw new DuckDbException(e);
    }
  }

  private void requireTransaction(String table) {
    if (!inTransaction) {
      throw new IllegalStateException("append to " + table + " needs a transaction");
    }
  }

  /**
   * Ends the statement that runs, from any thread: it throws a {@link CancellationException}. No
   * effect when none runs.
   */
  public void cancel() {
    Statement statement = running;
    if (statement == null) {
      return;
    }
    cancelled = true;
    try {
      statement.cancel();
    } catch (SQLException e) {
      // It has just ended.
    }
  }

  /** Has DuckDB tell how far its statements are, see {@link #progress}. */
  public void watchProgress() {
    execute("SET enable_progress_bar = true");
    execute("SET enable_progress_bar_print = false");
  }

  /**
   * The share of its rows that the running statement has gone through, from 0 to 1; from any
   * thread. 0 while it is not known, and when none runs.
   */
  public double progress() {
    if (running instanceof DuckDBPreparedStatement statement) {
      try {
        return Math.max(0, statement.getQueryProgress().getPercentage() / PERCENT);
      } catch (SQLException e) {
        return 0; // it has just ended
      }
    }
    return 0;
  }

  private void start(Statement statement) {
    cancelled = false;
    running = statement;
  }

  private RuntimeException failed(SQLException e) {
    return cancelled ? new CancellationException() : new DuckDbException(e);
  }

  private DuckDBPreparedStatement prepare(String sql, List<?> parameters) throws SQLException {
    DuckDBPreparedStatement statement = connection.prepare(sql);
    try {
      for (int index = 0; index < parameters.size(); index++) {
        statement.setObject(index + 1, parameters.get(index));
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new DuckDbException(e);
    }
  }
}
