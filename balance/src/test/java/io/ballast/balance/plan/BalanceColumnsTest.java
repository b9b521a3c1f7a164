package io.ballast.balance.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.balance.columns.Frame;
import io.ballast.balance.plan.BalanceColumns.Bins;
import io.ballast.tables.MemoryTable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BalanceColumnsTest {

  private static final int ROWS = 400;
  private static final long DAY = 86_400_000_000L;

  private final Frame table =
      Frame.of(
          MemoryTable.named("t.csv")
              .strings(
                  "class",
                  IntStream.range(0, ROWS)
                      .mapToObj(row -> row % 3 == 0 ? "a" : "b")
                      .toArray(String[]::new))
              .strings("same", IntStream.range(0, ROWS).mapToObj(row -> "s").toArray(String[]::new))
              .strings(
                  "name",
                  IntStream.range(0, ROWS).mapToObj(row -> "n" + row).toArray(String[]::new))
              .missing("nothing", ROWS)
              .longs("whole", LongStream.range(0, ROWS).map(row -> row % 100).toArray())
              .longs("few", LongStream.range(0, ROWS).map(row -> row % 5).toArray())
              .doubles("number", IntStream.range(0, ROWS).mapToDouble(row -> row / 8.0).toArray())
              .timestamps("day", LongStream.range(0, ROWS).map(row -> row % 50 * DAY).toArray())
              .build());

  private BalanceColumn column(String name, Map<String, Bins> bins) {
    return BalanceColumns.of(table, List.of(name), bins).columns().get(0);
  }

  @Test
  void values_areTheLevels() {
    assertThat(column("class", Map.of()).texts()).containsExactly("b", "a");
    assertThat(column("few", Map.of()).texts()).containsExactly("0", "1", "2", "3", "4");
  }

  @Test
  void numbersOfManyValues_areBinnedAndThatIsSaid() {
    BalanceColumns columns = BalanceColumns.of(table, List.of("whole"), Map.of());

    assertThat(columns.columns().get(0).texts())
        .hasSize(10)
        .startsWith("< 10", "10 to < 20")
        .endsWith(">= 89");
    assertThat(columns.notes())
        .containsExactly(
            "whole has 100 values and is balanced by 10 bins of equal width; --bins whole=N sets another number.");
  }

  @Test
  void bins_areThoseOfTheUser() {
    assertThat(column("number", Map.of("number", Bins.of(2))).texts())
        .containsExactly("< 24.9", ">= 24.9");
    assertThat(column("number", Map.of("number", new Bins(0, List.of(10.0, 20.0), false))).texts())
        .containsExactly("< 10", "10 to < 20", ">= 20");
    assertThat(column("day", Map.of("day", Bins.of(2))).texts())
        .containsExactly("< 1970-01-25", ">= 1970-01-25");
    assertThat(column("day", Map.of("day", new Bins(0, List.of(3.0 * DAY), true))).texts())
        .containsExactly("< 1970-01-04", ">= 1970-01-04");
    BalanceColumn edges = column("few", Map.of("few", new Bins(0, List.of(2.0), false)));
    assertThat(edges.codes()).startsWith(0, 0, 1, 1, 1);
  }

  @Test
  void columnsThatCannotBeBalanced_areRefused() {
    refused(List.of("nobody"), Map.of())
        .hasMessage(
            "column nobody, is not in t.csv, choose among class, same, name, nothing, whole, few, number, day");
    refused(List.of("same"), Map.of())
        .hasMessage(
            "balance column same has one value in all rows, a balance column has at least two values, choose another with --columns");
    refused(List.of("nothing"), Map.of())
        .hasMessage(
            "balance column nothing has no value in any row, a balance column has at least two values, choose another with --columns");
    refused(List.of("name"), Map.of())
        .hasMessage(
            "balance column name has 400 different values in 400 rows, a balance column groups rows, this one names them, choose another with --columns");
    refused(List.of("class", "class"), Map.of())
        .hasMessage("column class, is named twice, name each balance column once");
    refused(List.of("class"), Map.of("few", Bins.of(3)))
        .hasMessage("--bins few, names no balance column, name it in --columns too");
    refused(List.of("class"), Map.of("class", Bins.of(3)))
        .hasMessage(
            "--bins class, is for numbers and dates, this column holds text, leave it out, its values are the cells");
    refused(List.of("day"), Map.of("day", new Bins(0, List.of(2.0), false)))
        .hasMessage(
            "--bins day, has numbers as edges, this column holds dates, write for example --bins day=2010-01-01:2020-01-01");
    refused(List.of("few"), Map.of("few", new Bins(0, List.of(3.0 * DAY), true)))
        .hasMessage(
            "--bins few, has dates as edges, this column holds numbers, write for example --bins few=30:50:65");
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      List<String> names, Map<String, Bins> bins) {
    return assertThatThrownBy(() -> BalanceColumns.of(table, names, bins));
  }
}
