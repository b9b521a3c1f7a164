package io.ballast.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import io.ballast.tables.ColumnType;
import io.ballast.tables.Dictionary;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.NumbersVector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbTest {

  private static DuckDb open() {
    return DuckDb.inMemory(DuckDbSettings.defaults());
  }

  private static List<@Nullable String> strings(DuckDb database, String sql, VectorReader reader) {
    List<@Nullable String> values = new ArrayList<>();
    database.scan(
        sql,
        List.of(),
        List.of(reader),
        batch -> {
          CodeVector codes = (CodeVector) batch.vector(0);
          for (int row = 0; row < batch.rows(); row++) {
            values.add(codes.isMissing(row) ? null : codes.dictionary().value(codes.codes()[row]));
          }
          return true;
        });
    return values;
  }

  @Test
  void scan_textsOverManyBatches_haveADictionaryOfTheirOwnBatch() {
    List<Integer> sizes = new ArrayList<>();
    List<String> values = new ArrayList<>();
    try (DuckDb database = open()) {
      database.scan(
          "SELECT 'id-' || range FROM range(5000)",
          List.of(),
          List.of(VectorReader.texts()),
          batch -> {
            CodeVector codes = (CodeVector) batch.vector(0);
            sizes.add(codes.dictionary().size());
            for (int row = 0; row < batch.rows(); row++) {
              values.add(codes.dictionary().value(codes.codes()[row]));
            }
            return true;
          });
    }
    assertThat(sizes).allMatch(size -> size <= Batch.MAX_ROWS);
    assertThat(values).hasSize(5000).startsWith("id-0", "id-1").endsWith("id-4999");
  }

  @Test
  void scan_appendedListsOfNumbers_giveTheSameNumbers() {
    double[] numbers = {0.1, -1e300, 3, Double.NaN, Double.NEGATIVE_INFINITY, 1.0 / 3};
    List<double @Nullable []> read = new ArrayList<>();
    try (DuckDb database = open()) {
      database.execute("CREATE TABLE t (numbers DOUBLE[])");
      database.inTransaction(
          () -> {
            database.append(
                "t",
                rows -> {
                  rows.beginRow().append(numbers).endRow();
                  rows.beginRow().append(new double[0]).endRow();
                  rows.beginRow().appendNull().endRow();
                });
            return true;
          });
      database.scan(
          "SELECT numbers::VARCHAR FROM t",
          List.of(),
          List.of(VectorReader.of(ColumnType.NUMBERS)),
          batch -> {
            NumbersVector vector = (NumbersVector) batch.vector(0);
            read.addAll(Arrays.asList(vector.values()).subList(0, batch.rows()));
            return true;
          });
    }
    assertThat(read).containsExactly(numbers, new double[0], null);
  }

  @Test
  void scan_eachReadableType_givesValuesAndMissing() {
    String sql =
        "SELECT * FROM (VALUES"
            + " (1.5::DOUBLE, 2.5::FLOAT, true, 1::TINYINT, 2::SMALLINT, 3::INTEGER, 4::BIGINT,"
            + " TIMESTAMP '1970-01-01 00:00:01', TIMESTAMPTZ '1970-01-01 01:00:00+00', 'short'),"
            + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL))";
    List<VectorReader> readers = new ArrayList<>();
    readers.add(VectorReader.of(ColumnType.FLOATING));
    readers.add(VectorReader.of(ColumnType.FLOATING));
    for (int column = 0; column < 7; column++) {
      readers.add(VectorReader.of(ColumnType.INTEGER));
    }
    readers.add(VectorReader.of(ColumnType.CATEGORY));
    List<Long> longs = new ArrayList<>();
    try (DuckDb database = open()) {
      database.scan(
          sql,
          List.of(),
          readers,
          batch -> {
            assertThat(batch.rows()).isEqualTo(2);
            assertThat(((DoubleVector) batch.vector(0)).values()[0]).isEqualTo(1.5);
            assertThat(((DoubleVector) batch.vector(1)).values()[0]).isEqualTo(2.5);
            for (int column = 2; column < 9; column++) {
              longs.add(((LongVector) batch.vector(column)).values()[0]);
            }
            assertThat(batch.vectors())
                .allSatisfy(
                    vector -> {
                      assertThat(vector.isMissing(0)).isFalse();
                      assertThat(vector.isMissing(1)).isTrue();
                    });
            return true;
          });
    }
    assertThat(longs).containsExactly(1L, 1L, 2L, 3L, 4L, 1_000_000L, 3_600_000_000L);
  }

  @Test
  void scan_typeThatIsNotReadable_isRefused() {
    try (DuckDb database = open()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  database.scan(
                      "SELECT 1.5::DECIMAL(4,1)",
                      List.of(),
                      List.of(VectorReader.doubles()),
                      batch -> true))
          .withMessage(
              "the column is of type DECIMAL, DOUBLE and FLOAT are read as doubles, cast it in the"
                  + " SQL");
    }
  }

  @Test
  void scan_stringsShortLongAndUnicode_areTheSameWithAndWithoutHash() {
    String sql =
        "SELECT CASE i % 5 WHEN 0 THEN 'a' WHEN 1 THEN 'twelve bytes' WHEN 2 THEN"
            + " 'more than twelve ' || (i % 7) WHEN 3 THEN 'größer als zwölf 🦆' END FROM range(9000)"
            + " t(i)";
    VectorReader reader = VectorReader.codes(new Dictionary());
    try (DuckDb database = open()) {
      assertThat(reader.wantsHash()).isFalse();
      List<@Nullable String> plain = strings(database, sql, reader);
      assertThat(reader.wantsHash()).isTrue();
      List<@Nullable String> hashed = strings(database, sql, reader);

      assertThat(plain.subList(0, 5))
          .containsExactly("a", "twelve bytes", "more than twelve 2", "größer als zwölf 🦆", null);
      assertThat(hashed).hasSize(9000).isEqualTo(plain);
      assertThat(strings(database, sql, reader)).isEqualTo(plain);
    }
  }

  @Test
  void scan_manyRows_keepsTheirOrderAndGivesEachOnce() {
    long[] next = {0};
    try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults().withThreads(2))) {
      database.scan(
          "SELECT i FROM range(?) t(i)",
          List.of(300_000L),
          List.of(VectorReader.longs()),
          batch -> {
            long[] values = ((LongVector) batch.vector(0)).values();
            for (int row = 0; row < batch.rows(); row++) {
              assertThat(values[row]).isEqualTo(next[0]++);
            }
            return true;
          });
    }
    assertThat(next[0]).isEqualTo(300_000);
  }

  @Test
  void scan_noColumns_countsRows() {
    long[] rows = {0};
    try (DuckDb database = open()) {
      database.scan(
          "SELECT 1 FROM range(5000)",
          List.of(),
          List.of(),
          batch -> {
            rows[0] += batch.rows();
            return true;
          });
    }
    assertThat(rows[0]).isEqualTo(5000);
  }

  @Test
  void scan_consumerHasEnough_stopsAndConnectionIsUsable() {
    int[] batches = {0};
    try (DuckDb database = open()) {
      database.scan(
          "SELECT i FROM range(1000000) t(i)",
          List.of(),
          List.of(VectorReader.longs()),
          batch -> ++batches[0] < 2);

      assertThat(batches[0]).isEqualTo(2);
      assertThat(database.query("SELECT 42", List.of(), row -> row.getInt(1))).containsExactly(42);
    }
  }

  @Test
  void scan_queryFailsHalfWay_throwsAfterTheFirstRows() {
    long[] rows = {0};
    try (DuckDb database = open()) {
      assertThatExceptionOfType(DuckDbException.class)
          .isThrownBy(
              () ->
                  database.scan(
                      "SELECT CASE WHEN i < 4000000 THEN i ELSE CAST('x' || i AS BIGINT) END"
                          + " FROM range(5000000) t(i)",
                      List.of(),
                      List.of(VectorReader.longs()),
                      batch -> {
                        rows[0] += batch.rows();
                        return true;
                      }))
          .withMessageContaining("x4000000");
    }
    assertThat(rows[0]).isGreaterThan(0);
  }

  @Test
  void progress_risesWhileAStatementRuns() throws InterruptedException {
    try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults().withThreads(1))) {
      database.watchProgress();
      database.execute("CREATE TABLE rows AS SELECT range AS i FROM range(4000000)");
      assertThat(database.progress()).isZero();
      Thread worker =
          new Thread(
              () -> database.execute("CREATE TABLE sines AS SELECT sin(i + random()) FROM rows"));
      double greatest = 0;
      worker.start();
      while (worker.isAlive()) {
        double progress = database.progress();
        assertThat(progress).isBetween(0.0, 1.0);
        greatest = Math.max(greatest, progress);
      }
      worker.join();
      assertThat(greatest).isPositive();
    }
  }

  @Test
  void cancel_betweenBatches_endsTheScan() {
    int[] batches = {0};
    try (DuckDb database = open()) {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(
              () ->
                  database.scan(
                      "SELECT i FROM range(1000000000) t(i)",
                      List.of(),
                      List.of(VectorReader.longs()),
                      batch -> {
                        if (batches[0]++ == 0) {
                          database.cancel();
                        }
                        return true;
                      }));
      assertThat(database.query("SELECT 42", List.of(), row -> row.getInt(1))).containsExactly(42);
    }
  }

  @Test
  void cancel_fromAnotherThread_endsAStatementThatHasNoRowsYet() throws InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    try (DuckDb database = open()) {
      Thread canceller =
          new Thread(
              () -> {
                while (!ended.get()) {
                  database.cancel();
                  Thread.onSpinWait();
                }
              });
      canceller.start();
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(
              () ->
                  database.scan(
                      "SELECT sum(a.i * b.i)::DOUBLE FROM range(10000000) a(i), range(10000000) b(i)",
                      List.of(),
                      List.of(VectorReader.doubles()),
                      batch -> true));
      ended.set(true);
      canceller.join();
    }
  }

  @Test
  void inTransaction_workThrows_rollsBackAppendedRows() {
    try (DuckDb database = open()) {
      database.execute("CREATE TABLE t (a BIGINT)");

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  database.inTransaction(
                      () -> {
                        database.append("t", rows -> rows.beginRow().append(1L).endRow());
                        throw new IllegalStateException("stop");
                      }))
          .withMessage("stop");
      assertThat(database.query("SELECT count(*) FROM t", List.of(), row -> row.getLong(1)))
          .containsExactly(0L);
    }
  }

  @Test
  void append_constraintBroken_throwsAndKeepsNothing() {
    try (DuckDb database = open()) {
      database.execute("CREATE TABLE t (a BIGINT PRIMARY KEY)");

      assertThatExceptionOfType(DuckDbException.class)
          .isThrownBy(
              () ->
                  database.inTransaction(
                      () -> {
                        database.append(
                            "t",
                            rows -> {
                              rows.beginRow().append(1L).endRow();
                              rows.beginRow().append(1L).endRow();
                            });
                        return true;
                      }))
          .withMessageContaining("PRIMARY KEY");
      assertThat(database.query("SELECT count(*) FROM t", List.of(), row -> row.getLong(1)))
          .containsExactly(0L);
    }
  }

  @Test
  void append_eachType_isCommitted() {
    try (DuckDb database = open()) {
      database.execute(
          "CREATE TABLE t (a BIGINT, b INTEGER, c DOUBLE, d BOOLEAN, e VARCHAR, f TIMESTAMP, g"
              + " VARCHAR)");
      database.inTransaction(
          () -> {
            database.append(
                "t",
                rows ->
                    rows.beginRow()
                        .append(1L)
                        .append(2)
                        .append(0.5)
                        .append(true)
                        .append("ß")
                        .appendEpochMicros(1_500_000)
                        .appendNull()
                        .endRow());
            return true;
          });

      assertThat(
              database.query(
                  "SELECT a, b, c, d, e, epoch_us(f), g FROM t",
                  List.of(),
                  row ->
                      Arrays.asList(
                          row.getLong(1),
                          row.getInt(2),
                          row.getDouble(3),
                          row.getBoolean(4),
                          row.getString(5),
                          row.getLong(6),
                          row.getString(7))))
          .containsExactly(Arrays.asList(1L, 2, 0.5, true, "ß", 1_500_000L, null));
    }
  }

  @Test
  void append_outsideOfATransaction_isRefused() {
    try (DuckDb database = open()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> database.append("t", rows -> {}))
          .withMessage("append to t needs a transaction");
    }
  }

  @Test
  void duplicate_ofAFile_seesCommittedRows(@TempDir Path folder) {
    try (DuckDb database = DuckDb.open(folder.resolve("events.duckdb"), DuckDbSettings.defaults());
        DuckDb other = database.duplicate()) {
      database.execute("CREATE TABLE t AS SELECT 7 AS a");

      assertThat(other.query("SELECT a FROM t", List.of(), row -> row.getInt(1)))
          .containsExactly(7);
    }
  }

  @Test
  void open_settings_areInForce(@TempDir Path folder) {
    DuckDbSettings settings =
        DuckDbSettings.defaults()
            .withMemoryBytes(64L << 20)
            .withThreads(2)
            .withTemporaryFolder(folder);
    try (DuckDb database = DuckDb.inMemory(settings)) {
      assertThat(
              database.query(
                  "SELECT current_setting('memory_limit'), current_setting('threads'),"
                      + " current_setting('temp_directory'),"
                      + " current_setting('autoinstall_known_extensions'),"
                      + " current_setting('autoload_known_extensions')",
                  List.of(),
                  row ->
                      List.of(
                          row.getString(1),
                          row.getString(2),
                          row.getString(3),
                          row.getString(4),
                          row.getString(5))))
          .containsExactly(List.of("64.0 MiB", "2", folder.toString(), "false", "false"));
    }
  }
}
