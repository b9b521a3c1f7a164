package io.ballast.balance.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.Frame;
import io.ballast.stats.Workers;
import io.ballast.tables.MemoryTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairCountsTest {

  private static PairCounts of(String[]... columns) {
    List<Variable> variables = new ArrayList<>();
    byte[][] groups = new byte[columns.length][];
    for (int column = 0; column < columns.length; column++) {
      Frame frame = Frame.of(MemoryTable.named("t").strings("c", columns[column]).build());
      CodedColumn coded = CodedColumn.of(frame.vector(0), frame.size());
      variables.add(Variable.of(new Source.Value(column), coded));
      groups[column] = variables.get(column).binned(coded.codes());
    }
    return PairCounts.of(variables, groups, Workers.of(2));
  }

  private static String[] column(int rows, java.util.function.IntFunction<String> of) {
    return IntStream.range(0, rows).mapToObj(of).toArray(String[]::new);
  }

  @Test
  void information_isThatOfTheSharesLessItsBias() {
    // a and b equal: ln 2, less (2-1)(2-1)/(2 rows)
    String[] a = column(1000, row -> row % 2 == 0 ? "x" : "y");
    String[] c = column(1000, row -> row % 4 < 2 ? "p" : "q");
    PairCounts pairs = of(a, a, c);

    assertThat(pairs.information(0, 1)).isCloseTo(Math.log(2) - 1 / 2000.0, within(1e-12));
    assertThat(pairs.information(1, 0)).isEqualTo(pairs.information(0, 1));
    assertThat(pairs.information(2, 0)).isZero();
  }

  @Test
  void pairsThatWereExpectedAndNeverOccur_areImpossible() {
    // y never meets q, of 300 * 500 / 1000 = 150 expected rows; rare meets q by chance never
    String[] a = column(1000, row -> row == 0 ? "rare" : row < 300 ? "y" : "x");
    String[] b = column(1000, row -> row < 500 ? "p" : "q");
    List<PairCounts.Impossible> impossible = of(a, b).impossible();

    assertThat(impossible).hasSize(1);
    assertThat(impossible.get(0).first()).isEqualTo(1);
    assertThat(impossible.get(0).second()).isZero();
    int x = 1;
    int y = 2;
    int rare = 3;
    int p = 1;
    int q = 2;
    assertThat(impossible.get(0).has(q, y)).isTrue();
    assertThat(impossible.get(0).has(q, x)).isFalse();
    assertThat(impossible.get(0).has(p, y)).isFalse();
    assertThat(impossible.get(0).has(q, rare)).isFalse();
  }
}
