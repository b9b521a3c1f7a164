package io.ballast.server.platform;

import io.ballast.tables.ProblemException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The metadata database: one connection that writes, a few that read.
 *
 * <p>SQLite lets one connection write at a time; with one only nobody waits for a lock that fails.
 * A commit is on disk when it returns. Readers see what was committed when they began. Thread-safe;
 * a thread that writes may not write again, nor use the event store, before it is done.
 */
public final class Database implements AutoCloseable {

  private static final int READERS = 4;

  private final ReentrantLock writing = new ReentrantLock(true);
  private final Connection writer;
  private final JdbcClient writerClient;
  private final List<Connection> readers = new ArrayList<>();
  private final BlockingQueue<JdbcClient> idleReaders = new ArrayBlockingQueue<>(READERS);

  private Database(SQLiteDataSource source) throws SQLException {
    writer = source.getConnection();
    writerClient = client(writer);
    for (int i = 0; i < READERS; i++) {
      Connection reader = source.getConnection();
      try (var statement = reader.createStatement()) {
        statement.execute("PRAGMA query_only = ON");
      }
      readers.add(reader);
      idleReaders.add(client(reader));
    }
  }

  /**
   * Opens the database of a file, made and brought up to date when needed.
   *
   * @throws ProblemException if it cannot be opened, or is of a newer version
   */
  public static Database open(Path file) {
    SQLiteDataSource source = source(file);
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:io/ballast/server/platform/migrations")
          .load()
          .migrate();
      return new Database(source);
    } catch (FlywayException | SQLException e) {
      throw ProblemException.environment(
          file + " cannot be opened (" + firstLine(e) + ")",
          "it holds the metadata of this data folder",
          "use the version of Ballast that wrote it, or a newer one, and check its permissions");
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("no reason given");
  }

  private static SQLiteDataSource source(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(10_000);
    config.enforceForeignKeys(true);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static JdbcClient client(Connection connection) {
    return JdbcClient.create(new SingleConnectionDataSource(connection, true));
  }

  /** Work that only reads. */
  public <T> T read(Function<JdbcClient, T> work) {
    JdbcClient reader = take();
    try {
      return work.apply(reader);
    } finally {
      idleReaders.add(reader);
    }
  }

  private JdbcClient take() {
    try {
      return idleReaders.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the database", e);
    }
  }

  /** Work in one transaction: committed when it returns, undone when it throws. */
  public <T> T write(Function<JdbcClient, T> work) {
    lock();
    try {
      writer.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.apply(writerClient);
        writer.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          writer.rollback();
        }
        writer.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw ProblemException.environment(
          "the metadata database answers: " + e.getMessage(),
          "what was asked for is not stored",
          "check that the disk has room, then try again");
    } finally {
      writing.unlock();
    }
  }

  private void lock() {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("this thread writes already");
    }
    writing.lock();
  }

  /** The connection that writes, for one borrower at a time; closing gives it back. */
  public DataSource writerSource() {
    return new AbstractDataSource() {
      @Override
      public Connection getConnection() {
        lock();
        return borrowed();
      }

      @Override
      public Connection getConnection(String username, String password) {
        return getConnection();
      }
    };
  }

  private Connection borrowed() {
    return (Connection)
        Proxy.newProxyInstance(
            Database.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                writing.unlock();
                return null;
              }
              try {
                return method.invoke(writer, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void close() {
    lock();
    try {
      for (Connection reader : readers) {
        reader.close();
      }
      writer.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      writing.unlock();
    }
  }
}
