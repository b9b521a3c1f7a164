package io.ballast.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedTableTest {

  @Test
  void csv_hasAllDecimals() throws IOException {
    GeneratedTable table =
        new GeneratedTable(
            List.of("a", "b", "c"),
            new int[] {0, 2, 6},
            new long[][] {{0, -7, 1_730_678_400_000L}, {0, 5, -1234}, {1, -1_359_807, 12_000_000}});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.writeCsv(bytes);
    assertThat(bytes.toString(UTF_8))
        .isEqualTo(
            """
            a,b,c
            0,0.00,0.000001
            -7,0.05,-1.359807
            1730678400000,-12.34,12.000000
            """);
  }

  @Test
  void csv_withIds_leavesTheUnknownColumnEmpty() throws IOException {
    GeneratedTable table =
        new GeneratedTable(List.of("a", "b"), new int[] {1, 0}, new long[][] {{12, -3}, {1, 1}});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.writeCsv(bytes, "id", "event-", "b");
    assertThat(bytes.toString(UTF_8))
        .isEqualTo(
            """
            id,a,b
            event-0,1.2,
            event-1,-0.3,
            """);
  }

  @Test
  void csv_readBack_givesTheValues() throws IOException {
    SeededRuns.forAll(
        20,
        random -> {
          long[] units = random.longs(50, -1_000_000_000_000L, 1_000_000_000_000L).toArray();
          GeneratedTable table =
              new GeneratedTable(List.of("x"), new int[] {6}, new long[][] {units});
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          table.writeCsv(bytes);
          double[] parsed =
              bytes.toString(UTF_8).lines().skip(1).mapToDouble(Double::parseDouble).toArray();
          assertThat(parsed).isEqualTo(table.values("x"));
        });
  }

  @Test
  void each_keepsTheFirstRowAndEachSoManyOn() {
    GeneratedTable table =
        new GeneratedTable(List.of("x"), new int[] {0}, new long[][] {{1, 2, 3, 4, 5}});
    assertThat(table.each(2).values("x")).containsExactly(1, 3, 5);
    assertThat(table.each(3).values("x")).containsExactly(1, 4);
  }

  @Test
  void values_ofAnUnknownColumn_areRefused() {
    GeneratedTable table = new GeneratedTable(List.of("x"), new int[] {0}, new long[][] {{1}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.values("y"))
        .withMessage("column y is none of [x]");
  }
}
