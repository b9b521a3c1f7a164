package io.ballast.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ballast.tables.CodeVector;
import io.ballast.tables.Dictionary;
import io.ballast.testkit.SeededRuns;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnAppenderTest {

  private static final int ROWS = 7001;
  private static final String TYPES =
      " (a DOUBLE, b BIGINT, c TIMESTAMP, d INTEGER, e BOOLEAN, f VARCHAR, g VARCHAR, h VARCHAR,"
          + " i DOUBLE[], j BIGINT, k BIGINT)";

  private static DuckDb open() {
    return DuckDb.inMemory(DuckDbSettings.defaults());
  }

  /** Random values of each type, a fifth of them missing. */
  private static final class Values {
    final double[] doubles = new double[ROWS];
    final long[] longs = new long[ROWS];
    final boolean[] missing = new boolean[ROWS];
    final int[] ints = new int[ROWS];
    final @Nullable String[] texts = new String[ROWS];
    final int[] codes = new int[ROWS];
    final Dictionary dictionary = new Dictionary();
    final double[] @Nullable [] lists = new double[ROWS][];

    Values(RandomGenerator random) {
      for (int row = 0; row < ROWS; row++) {
        doubles[row] = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble() - 0.5;
        longs[row] = random.nextLong() >> 12;
        missing[row] = random.nextInt(5) == 0;
        ints[row] = (int) random.nextLong();
        texts[row] = random.nextInt(5) == 0 ? null : text(random);
        codes[row] = random.nextInt(5) == 0 ? CodeVector.MISSING : dictionary.add(text(random));
        lists[row] =
            random.nextInt(5) == 0
                ? null
                : Arrays.copyOf(new double[] {row, 0.5, -1}, random.nextInt(4));
      }
    }

    /** Strings of 0 to 20 bytes: short and long ones in turn in the same place. */
    private static String text(RandomGenerator random) {
      return "xé".repeat(random.nextInt(7)) + "y".repeat(random.nextInt(3));
    }
  }

  /** The rows one by one, by the driver's own appender. */
  private static void appendRows(RowAppender target, Values values) {
    for (int row = 0; row < ROWS; row++) {
      target.beginRow();
      double number = values.doubles[row];
      RowAppender unused = Double.isNaN(number) ? target.appendNull() : target.append(number);
      if (values.missing[row]) {
        target.appendNull().appendNull().append(values.ints[row]).appendNull();
      } else {
        target.append(values.longs[row]).appendEpochMicros(values.longs[row]);
        target.append(values.ints[row]).append(values.longs[row] != 0);
      }
      target.append(values.texts[row]).append("constant of 23 bytes..");
      int code = values.codes[row];
      target.append(code == CodeVector.MISSING ? null : values.dictionary.value(code));
      target.append(values.lists[row]).append(100L + row).appendNull().endRow();
    }
  }

  /** The same in blocks of several sizes, some of which end within a chunk of the engine. */
  private static void appendColumns(ColumnAppender target, Values values) {
    int[] sizes = {1, 700, 64, 2048, 3};
    int row = 0;
    for (int block = 0; row < ROWS; block++) {
      int rows = Math.min(Math.min(sizes[block % sizes.length], target.room()), ROWS - row);
      target
          .beginRows(rows)
          .doubles(values.doubles, row)
          .longs(values.longs, values.missing, row)
          .longs(values.longs, values.missing, row)
          .ints(values.ints, row)
          .booleans(values.longs, values.missing, row)
          .texts(values.texts, row)
          .text("constant of 23 bytes..")
          .codes(new CodeVector(values.codes, values.dictionary), row)
          .lists(values.lists, row)
          .rising(100L + row)
          .nulls()
          .endRows();
      row += rows;
    }
  }

  private static void inTransaction(DuckDb database, Runnable work) {
    boolean unused =
        database.inTransaction(
            () -> {
              work.run();
              return true;
            });
  }

  private static long count(DuckDb database, String sql) {
    return database
        .query("SELECT count(*) FROM (" + sql + ")", List.of(), row -> row.getLong(1))
        .get(0);
  }

  @Test
  void columns_giveTheSameTableAsRows() {
    SeededRuns.forAll(3, random -> assertSameTable(new Values(random)));
  }

  private static void assertSameTable(Values values) {
    try (DuckDb database = open()) {
      database.execute("CREATE TABLE one_by_one" + TYPES);
      database.execute("CREATE TABLE by_column" + TYPES);
      inTransaction(
          database,
          () -> {
            database.append("one_by_one", target -> appendRows(target, values));
            database.appendColumns("by_column", target -> appendColumns(target, values));
          });

      assertThat(count(database, "FROM by_column")).isEqualTo(ROWS);
      assertThat(count(database, "FROM by_column EXCEPT ALL FROM one_by_one")).isZero();
      assertThat(count(database, "FROM by_column WHERE f IS NULL")).isBetween(1000L, 2000L);
      // Bytes behind a short string would make it another one where whole vectors are compared.
      assertThat(count(database, "SELECT DISTINCT f FROM by_column"))
          .isEqualTo(count(database, "SELECT DISTINCT f FROM one_by_one"));
      assertThat(
              count(
                  database,
                  "SELECT 1 FROM by_column x JOIN one_by_one y ON x.f = y.f AND x.j = y.j"))
          .isEqualTo(count(database, "FROM by_column WHERE f IS NOT NULL"));
    }
  }

  @Test
  void wrongType_isRefused() {
    assertRefused(
        target -> target.beginRows(1).doubles(new double[1], 0),
        "column 0 of table t is of type BIGINT and takes no DOUBLE");
    assertRefused(
        target -> target.beginRows(1).nulls().texts(new String[1], 0),
        "column 1 of table t is of type INTEGER and takes no VARCHAR");
  }

  private static void assertRefused(Consumer<ColumnAppender> rows, String message) {
    try (DuckDb database = open()) {
      database.execute("CREATE TABLE t (a BIGINT, b INTEGER)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> inTransaction(database, () -> database.appendColumns("t", rows)))
          .withMessage(message);
      assertThat(count(database, "FROM t")).isZero();
    }
  }

  @Test
  void rowsThatAreNotWhole_areRefused() {
    assertNotWhole(
        target -> target.beginRows(2).nulls().endRows(),
        "rows of table t ended after 1 of 2 columns");
    assertNotWhole(
        target -> target.beginRows(2).nulls().nulls(), "rows of table t were begun and not ended");
    assertNotWhole(target -> target.beginRows(2).nulls().nulls().nulls(), "table t has 2 columns");
    assertNotWhole(target -> target.beginRows(2049), "2049 rows begun, from 1 to 2048 may be");
    assertNotWhole(
        target -> target.beginRows(1).beginRows(1), "rows of table t were begun and not ended");
  }

  private static void assertNotWhole(Consumer<ColumnAppender> rows, String message) {
    try (DuckDb database = open()) {
      database.execute("CREATE TABLE t (a BIGINT, b INTEGER)");
      assertThatIllegalStateException()
          .isThrownBy(() -> inTransaction(database, () -> database.appendColumns("t", rows)))
          .withMessage(message);
      assertThat(count(database, "FROM t")).isZero();
    }
  }

  @Test
  void constraintBroken_throwsAndKeepsNothing() {
    try (DuckDb database = open()) {
      database.execute("CREATE TABLE t (a BIGINT NOT NULL)");
      assertThatExceptionOfType(DuckDbException.class)
          .isThrownBy(
              () ->
                  inTransaction(
                      database,
                      () ->
                          database.appendColumns(
                              "t",
                              target -> {
                                target.beginRows(1).rising(1).endRows();
                                target.beginRows(1).nulls().endRows();
                              })))
          .withMessageContaining("NOT NULL");
      assertThat(count(database, "FROM t")).isZero();
    }
  }

  @Test
  void failureHalfWay_keepsNothing() {
    try (DuckDb database = open()) {
      database.execute("CREATE TABLE t (a BIGINT)");
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  inTransaction(
                      database,
                      () ->
                          database.appendColumns(
                              "t",
                              target -> {
                                for (int block = 0; block < 3; block++) {
                                  target.beginRows(2048).rising(1).endRows();
                                }
                                throw new IllegalStateException("half-way");
                              })))
          .withMessage("half-way");
      assertThat(count(database, "FROM t")).isZero();
    }
  }

  @Test
  void outsideOfATransaction_isRefused() {
    try (DuckDb database = open()) {
      database.execute("CREATE TABLE t (a BIGINT)");
      assertThatIllegalStateException()
          .isThrownBy(() -> database.appendColumns("t", target -> {}))
          .withMessage("append to t needs a transaction");
    }
  }
}
