package io.ballast.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryTableTest {

  private static List<@Nullable Object> values(Table table, String column) {
    List<@Nullable Object> values = new ArrayList<>();
    table.scan(
        List.of(column),
        batch -> {
          Vector vector = batch.vector(0);
          for (int row = 0; row < batch.rows(); row++) {
            values.add(value(vector, row));
          }
          return true;
        });
    return values;
  }

  private static @Nullable Object value(Vector vector, int row) {
    if (vector.isMissing(row)) {
      return null;
    }
    if (vector instanceof DoubleVector doubles) {
      return doubles.values()[row];
    }
    if (vector instanceof LongVector longs) {
      return longs.values()[row];
    }
    CodeVector codes = (CodeVector) vector;
    return codes.dictionary().value(codes.codes()[row]);
  }

  @Test
  void scan_eachType_givesValuesAndMissing() {
    MemoryTable table =
        MemoryTable.named("t")
            .doubles("d", 1.5, Double.NaN)
            .longs("l", new @Nullable Long[] {7L, null})
            .booleans("b", true, false)
            .timestamps("t", 1_000_000L, 2_000_000L)
            .strings("s", null, "x")
            .texts("w", "some words", "other words")
            .missing("m", 2)
            .build();

    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.schema().columns())
        .extracting(Column::type)
        .containsExactly(
            ColumnType.FLOATING,
            ColumnType.INTEGER,
            ColumnType.BOOLEAN,
            ColumnType.TIMESTAMP,
            ColumnType.CATEGORY,
            ColumnType.TEXT,
            ColumnType.MISSING);
    assertThat(values(table, "d")).containsExactly(1.5, null);
    assertThat(values(table, "l")).containsExactly(7L, null);
    assertThat(values(table, "b")).containsExactly(1L, 0L);
    assertThat(values(table, "t")).containsExactly(1_000_000L, 2_000_000L);
    assertThat(values(table, "s")).containsExactly(null, "x");
    assertThat(values(table, "w")).containsExactly("some words", "other words");
    assertThat(values(table, "m")).containsExactly(null, null);
  }

  @Test
  void scan_moreThanOneBatch_keepsOrderAndBound() {
    long[] items = LongStream.range(0, 5000).toArray();
    MemoryTable table = MemoryTable.named("t").longs("n", items).build();
    List<Integer> sizes = new ArrayList<>();
    table.scan(
        List.of(),
        batch -> {
          sizes.add(batch.rows());
          return true;
        });

    assertThat(sizes).containsExactly(2048, 2048, 904);
    assertThat(values(table, "n")).hasSize(5000).startsWith(0L, 1L).endsWith(4999L);
  }

  @Test
  void scan_consumerHasEnough_stops() {
    MemoryTable table = MemoryTable.named("t").longs("n", new long[5000]).build();
    List<Integer> sizes = new ArrayList<>();
    table.scan(
        List.of("n"),
        batch -> {
          sizes.add(batch.rows());
          return false;
        });

    assertThat(sizes).containsExactly(2048);
  }

  @Test
  void build_columnsOfDifferentLength_isRefused() {
    MemoryTable.Builder builder = MemoryTable.named("t").longs("a", 1, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.longs("b", 1))
        .withMessage("column b has 1 values, the others have 2");
  }
}
