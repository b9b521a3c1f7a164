package io.ballast.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ballast.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the driver does to plain code, beside what {@link DuckDb} does. Should the plain half of a
 * test fail with a new driver, that trap is gone.
 */
class DriverTrapsTest {

  @TempDir private Path folder;

  private DuckDBConnection plain() throws SQLException {
    return (DuckDBConnection)
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("plain.duckdb"));
  }

  private DuckDb ours() {
    return DuckDb.open(
        folder.resolve("ours.duckdb"),
        DuckDbSettings.defaults().withTemporaryFolder(folder.resolve("spill")));
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static long count(DuckDb database, String table) {
    return database.query("SELECT count(*) FROM " + table, List.of(), row -> row.getLong(1)).get(0);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void brokenConstraint_plainCloseLosesTheRowsInSilence() throws SQLException {
    try (DuckDBConnection connection = plain()) {
      execute(connection, "CREATE TABLE t (id BIGINT PRIMARY KEY)");
      connection.setAutoCommit(false);
      execute(connection, "SELECT 1");
      try (DuckDBAppender appender = connection.createAppender("main", "t")) {
        for (long id : new long[] {1, 2, 2, 3}) {
          appender.beginRow();
          appender.append(id);
          appender.endRow();
        }
      }
      connection.commit();
      assertThat(count(connection, "t")).isZero(); // four rows, no exception
    }
    try (DuckDb database = ours()) {
      database.execute("CREATE TABLE t (id BIGINT PRIMARY KEY)");
      assertThatExceptionOfType(DuckDbException.class)
          .isThrownBy(
              () ->
                  database.inTransaction(
                      () -> {
                        database.append(
                            "t",
                            rows -> {
                              for (long id : new long[] {1, 2, 2, 3}) {
                                rows.beginRow().append(id).endRow();
                              }
                            });
                        return true;
                      }))
          .withMessageContaining("PRIMARY KEY or UNIQUE constraint violation");
      assertThat(count(database, "t")).isZero();
      assertThat(
              database.<Boolean>inTransaction(
                  () -> {
                    database.append("t", rows -> rows.beginRow().append(1L).endRow());
                    return true;
                  }))
          .isTrue();
      assertThat(count(database, "t")).isOne();
    }
  }

  @Test
  void appenderFirst_plainRollbackKeepsTheRows() throws SQLException {
    try (DuckDBConnection connection = plain()) {
      execute(connection, "CREATE TABLE t (id BIGINT)");
      connection.setAutoCommit(false);
      try (DuckDBAppender appender = connection.createAppender("main", "t")) {
        appender.beginRow();
        appender.append(1L);
        appender.endRow();
        appender.flush();
      }
      connection.rollback();
      assertThat(count(connection, "t")).isOne();
    }
    try (DuckDb database = ours()) {
      database.execute("CREATE TABLE t (id BIGINT)");
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  database.inTransaction(
                      () -> {
                        database.append("t", rows -> rows.beginRow().append(1L).endRow());
                        throw new IllegalStateException("what comes after fails");
                      }));
      assertThat(count(database, "t")).isZero();
      assertThatIllegalStateException()
          .isThrownBy(() -> database.append("t", rows -> rows.beginRow().append(1L).endRow()))
          .withMessage("append to t needs a transaction");
    }
  }

  /** A process that ends here leaves rows without their marker: sent again they are there twice. */
  @Test
  void appenderFirst_plainRowsAreCommittedBeforeTheirMarker() throws SQLException {
    try (DuckDBConnection connection = plain();
        Connection other = connection.duplicate()) {
      execute(connection, "CREATE TABLE t (id BIGINT)");
      execute(connection, "CREATE TABLE batches (id VARCHAR)");
      connection.setAutoCommit(false);
      try (DuckDBAppender appender = connection.createAppender("main", "t")) {
        appender.beginRow();
        appender.append(1L);
        appender.endRow();
        appender.flush();
      }
      assertThat(count(other, "t")).isOne();
      execute(connection, "INSERT INTO batches VALUES ('b1')");
      assertThat(count(other, "batches")).isZero();
      connection.commit();
    }
    try (DuckDb database = ours();
        DuckDb other = database.duplicate()) {
      database.execute("CREATE TABLE t (id BIGINT)");
      database.execute("CREATE TABLE batches (id VARCHAR)");
      boolean done =
          database.inTransaction(
              () -> {
                database.append("t", rows -> rows.beginRow().append(1L).endRow());
                assertThat(count(other, "t")).isZero();
                database.append("batches", rows -> rows.beginRow().append("b1").endRow());
                assertThat(count(other, "t")).isZero();
                return true;
              });
      assertThat(done).isTrue();
      assertThat(count(other, "t")).isOne();
      assertThat(count(other, "batches")).isOne();
    }
  }

  @Test
  void strictTypes_plainIntIntoBigintFails() throws SQLException {
    try (DuckDBConnection connection = plain()) {
      execute(connection, "CREATE TABLE t (id BIGINT)");
      try (DuckDBAppender appender = connection.createAppender("main", "t")) {
        appender.beginRow();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> appender.append(1));
      }
      assertThat(count(connection, "t")).isZero();
    }
    try (DuckDb database = ours()) {
      database.execute("CREATE TABLE t (id BIGINT)");
      assertThatExceptionOfType(DuckDbException.class)
          .isThrownBy(
              () ->
                  database.inTransaction(
                      () -> {
                        database.append(
                            "t",
                            rows -> {
                              rows.beginRow().append(7L).endRow();
                              rows.beginRow().append(1).endRow();
                            });
                        return true;
                      }));
      assertThat(count(database, "t")).isZero();
    }
  }

  @Test
  void memory_plainTakesMostOfTheMachine() throws SQLException {
    String sql =
        "SELECT current_setting('memory_limit') || ' ' || current_setting('threads') || ' ' ||"
            + " current_setting('temp_directory')";
    long machineMib;
    try (DuckDBConnection connection = plain();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      String limit = row.getString(1).split(" ", 2)[0];
      machineMib =
          (long) (Double.parseDouble(limit) * (row.getString(1).contains("GiB") ? 1024 : 1));
    }
    DuckDbSettings settings =
        DuckDbSettings.defaults()
            .withMemoryBytes(64L << 20)
            .withTemporaryFolder(folder.resolve("spill"));
    try (DuckDb database = DuckDb.inMemory(settings)) {
      assertThat(database.query(sql, List.of(), row -> row.getString(1)))
          .containsExactly("64.0 MiB 1 " + folder.resolve("spill"));
    }
    assertThat(machineMib).isGreaterThan(64);
  }

  @Test
  void extensions_plainTriesTheNetwork() throws SQLException {
    String sql =
        "SELECT current_setting('autoinstall_known_extensions') || ' ' ||"
            + " current_setting('autoload_known_extensions')";
    try (DuckDBConnection connection = plain();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("true true");
    }
    try (DuckDb database = ours()) {
      assertThat(database.query(sql, List.of(), row -> row.getString(1)))
          .containsExactly("false false");
      assertThatExceptionOfType(DuckDbException.class)
          .isThrownBy(
              () -> database.execute("SELECT * FROM read_parquet('s3://nowhere/x.parquet')"))
          .withMessageContaining("httpfs");
    }
  }

  @Test
  void queryThatFailsHalfWay_plainEndsAsIfItWereWhole() throws SQLException {
    String sql =
        "SELECT CASE WHEN range = 5000000 THEN error('half-way') ELSE 1 END FROM range(10000000)";
    long rows = 0;
    try (DuckDBConnection connection = plain();
        DuckDBPreparedStatement statement = connection.prepare(sql);
        DuckDBChunkedResult result = statement.query()) {
      while (result.nextChunk()) {
        rows += result.chunk().rowCount();
      }
    }
    assertThat(rows).isBetween(1L, 9_999_999L); // no exception
    try (DuckDb database = ours()) {
      assertThatExceptionOfType(DuckDbException.class)
          .isThrownBy(
              () -> database.scan(sql, List.of(), List.of(VectorReader.longs()), batch -> true))
          .withMessageContaining("half-way");
    }
  }

  @Test
  void nullsInABuffer_plainValueIsWhateverWasThere() throws SQLException {
    String sql = "SELECT CASE WHEN range % 2 = 0 THEN NULL ELSE 7.0::DOUBLE END FROM range(10)";
    try (DuckDBConnection connection = plain();
        DuckDBPreparedStatement statement = connection.prepare(sql);
        DuckDBChunkedResult result = statement.query()) {
      assertThat(result.nextChunk()).isTrue();
      double first = DriverInternals.data(result.chunk().vector(0)).getDouble(0);
      assertThat(Double.isNaN(first)).isFalse(); // a number where there is none
    }
    try (DuckDb database = ours()) {
      database.scan(
          sql,
          List.of(),
          List.of(VectorReader.doubles()),
          batch -> {
            for (int row = 0; row < batch.rows(); row++) {
              assertThat(batch.vector(0).isMissing(row)).isEqualTo(row % 2 == 0);
            }
            return true;
          });
    }
  }

  /** The driver's jar on the class path: a copy of the library for each process that is killed. */
  @Test
  void nativeLibrary_plainLeavesACopyOfItBehind() throws Exception {
    Path plain = Files.createDirectories(folder.resolve("plain"));
    kill(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + plain,
                "-cp",
                System.getProperty("java.class.path"),
                OpenForEver.class.getName())
            .start());
    assertThat(librariesIn(plain)).hasSize(1);
    Path ours = Files.createDirectories(folder.resolve("ours"));
    kill(
        ChildJvm.of(OpenForEver.class)
            .option("-Djava.io.tmpdir=" + ours)
            .start(Path.of("target", "child-jvm")));
    assertThat(librariesIn(ours)).isEmpty();
  }

  private static void kill(Process child) throws Exception {
    try {
      assertThat(child.inputReader().readLine()).isEqualTo("open");
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static List<String> librariesIn(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("duckdb_java"))
          .toList();
    }
  }

  /** Opens a database and waits to be killed. */
  static final class OpenForEver {

    private OpenForEver() {}

    @SuppressWarnings("SystemOut") // speaks to the test by its output
    public static void main(String[] arguments) throws Exception {
      try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults())) {
        System.out.println(
            database.query("SELECT 'open'", List.of(), row -> row.getString(1)).get(0));
        Thread.currentThread().join();
      }
    }
  }
}
