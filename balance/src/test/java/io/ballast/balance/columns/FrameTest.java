package io.ballast.balance.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Schema;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FrameTest {

  private static final int ROWS = 2 * Batch.MAX_ROWS + 7;

  private final Table table =
      MemoryTable.named("t")
          .longs(
              "whole",
              LongStream.range(0, ROWS)
                  .mapToObj(row -> row % 5 == 0 ? null : row)
                  .toArray(Long[]::new))
          .doubles(
              "number",
              IntStream.range(0, ROWS)
                  .mapToDouble(row -> row % 7 == 0 ? Double.NaN : row / 8.0)
                  .toArray())
          .strings(
              "name",
              IntStream.range(0, ROWS)
                  .mapToObj(row -> row % 11 == 0 ? null : "v" + row % 13)
                  .toArray(String[]::new))
          .build();

  /** All values of a scan as text, and the greatest number of rows of a batch. */
  private record Scanned(List<String> values, int mostRows) {
    static Scanned of(Table table, String... columns) {
      List<String> values = new ArrayList<>();
      int[] most = {0};
      table.scan(
          List.of(columns),
          batch -> {
            most[0] = Math.max(most[0], batch.rows());
            for (int row = 0; row < batch.rows(); row++) {
              for (Vector vector : batch.vectors()) {
                values.add(text(vector, row));
              }
            }
            return true;
          });
      return new Scanned(values, most[0]);
    }

    private static String text(Vector vector, int row) {
      if (vector.isMissing(row)) {
        return "-";
      }
      if (vector instanceof LongVector wholes) {
        return Long.toString(wholes.values()[row]);
      }
      if (vector instanceof DoubleVector numbers) {
        return Double.toString(numbers.values()[row]);
      }
      CodeVector codes = (CodeVector) vector;
      return codes.dictionary().value(codes.codes()[row]);
    }
  }

  @Test
  void scan_givesTheRowsOfTheTableInBatchesThatAreNotTooLarge() {
    Scanned scanned = Scanned.of(Frame.of(table), "name", "whole", "number");

    assertThat(scanned).isEqualTo(Scanned.of(table, "name", "whole", "number"));
    assertThat(scanned.mostRows()).isEqualTo(Batch.MAX_ROWS);
  }

  @Test
  void scan_stopsWhenTheConsumerSaysSo() {
    List<Integer> batches = new ArrayList<>();

    Frame.of(table)
        .scan(
            List.of("whole"),
            batch -> {
              batches.add(batch.rows());
              return false;
            });

    assertThat(batches).containsExactly(Batch.MAX_ROWS);
  }

  @Test
  void rows_takesRowsInTheGivenOrder() {
    Frame some = Frame.of(table).rows(new int[] {4097, 1, 1, 11});

    assertThat(Scanned.of(some, "whole", "number", "name").values())
        .containsExactly(
            "4097", "512.125", "v2", "1", "0.125", "v1", "1", "0.125", "v1", "11", "1.375", "-");
  }

  @Test
  void and_putsRowsOfAnotherDictionaryBehind() {
    Frame first = Frame.of(MemoryTable.named("a").strings("s", "x", "y").build());
    Frame second = Frame.of(MemoryTable.named("b").strings("s", "z", null, "y").build());

    assertThat(Scanned.of(first.and(second), "s").values())
        .containsExactly("x", "y", "z", "-", "y");
  }

  @Test
  void of_aTableWithAColumnThatIsNotRead_isRefused() {
    Table nested =
        new Table() {
          @Override
          public String name() {
            return "nested.parquet";
          }

          @Override
          public Schema schema() {
            return table.schema();
          }

          @Override
          public long rows() {
            return table.rows();
          }

          @Override
          public Map<String, String> leftOut() {
            return Map.of("parts", "nested: a list");
          }

          @Override
          public void scan(List<String> columns, BatchConsumer consumer) {
            throw new AssertionError("not asked for rows");
          }

          @Override
          public void close() {}
        };

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Frame.of(nested))
        .withMessage(
            "column parts of nested.parquet is not read (nested: a list), the output has all columns"
                + " of the input, take the column out, or write it as plain values");
  }
}
