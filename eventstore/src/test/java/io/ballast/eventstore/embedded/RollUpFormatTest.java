package io.ballast.eventstore.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.eventstore.PairCounts;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The bytes are those of version 2; they are on disks. */
class RollUpFormatTest {

  /** Two bin sets, 7 of two bins and 300 of one, of a model with two classes and weights. */
  private static final String HOUR =
      "02 02 07 26 ac02 14"
          + " 01 01 06 05 8101 0000000000000440 000000000060 7040 000000000000 0a40 0000000000c0ef40"
          + " 01 01 0f 01 000000000000 e03f 000000000000 d03f";

  private static PairCounts two() {
    return PairCounts.of(
        2,
        2,
        new int[] {6},
        new long[] {5, 129},
        new double[] {2.5, 262},
        new double[] {3.25, 65024});
  }

  private static PairCounts one() {
    return PairCounts.of(
        2, 1, new int[] {15}, new long[] {1}, new double[] {0.5}, new double[] {0.25});
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static byte[] hour() {
    SortedMap<Long, byte[]> binSets = new TreeMap<>();
    binSets.put(300L, RollUpFormat.write(one()));
    binSets.put(7L, RollUpFormat.write(two()));
    return RollUpFormat.write(binSets);
  }

  @Test
  void counts_areTheseBytes() {
    assertThat(HexFormat.of().formatHex(hour())).isEqualTo(HOUR.replace(" ", ""));
    assertThat(RollUpFormat.binSets(bytes(HOUR)).keySet()).containsExactly(7L, 300L);
    assertThat(RollUpFormat.write(RollUpFormat.binSets(bytes(HOUR)))).isEqualTo(bytes(HOUR));
  }

  @Test
  void counts_ofWantedBinSets() {
    assertThat(
            RollUpFormat.read(
                bytes(HOUR),
                new RollUpFormat.Wanted(
                    new long[] {1, 7, 8, 300, 301}, new int[] {9, 2, 9, 1, 9}, 2, true)))
        .containsExactly(null, two(), null, one(), null);
    assertThat(
            RollUpFormat.read(
                bytes(HOUR), new RollUpFormat.Wanted(new long[] {300}, new int[] {1}, 2, true)))
        .containsExactly(one());
  }

  @Test
  void counts_ofATimeWithWeights_whenThereAreNoneAnyMore() {
    assertThat(
            RollUpFormat.read(
                bytes(HOUR), new RollUpFormat.Wanted(new long[] {300}, new int[] {1}, 2, false)))
        .containsExactly(PairCounts.of(2, 1, new int[] {15}, new long[] {1}, null, null));
  }

  @Test
  void sums_areTheseBytes() {
    long[] rows = new long[HourTotals.SLOTS];
    double[] sums = new double[HourTotals.SLOTS];
    double[] squares = new double[HourTotals.SLOTS];
    rows[1] = 200;
    sums[1] = -2;
    squares[1] = 0.5;
    rows[11] = 1;
    byte[] written = RollUpFormat.write(rows, sums, squares);
    assertThat(HexFormat.of().formatHex(written))
        .isEqualTo(
            ("01 8210 c801 00000000000000c0 000000000000e03f"
                    + " 01 0000000000000000 0000000000000000")
                .replace(" ", ""));
    List<String> read = new ArrayList<>();
    RollUpFormat.readSlots(
        written,
        (slot, count, sum, square) -> read.add(slot + " " + count + " " + sum + " " + square));
    assertThat(read).containsExactly("1 200 -2.0 0.5", "11 1 0.0 0.0");
  }

  @Test
  void otherVersions_areNotRead() {
    byte[] hour = hour();
    hour[0] = 1;
    assertThatThrownBy(() -> RollUpFormat.binSets(hour))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("roll-up of version 1, known is 2");
  }
}
