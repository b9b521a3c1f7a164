package io.ballast.tables.performance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.performance.Estimate;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.Table;
import io.ballast.tables.compare.Weighting;
import io.ballast.tables.performance.PerformanceReport.Measured;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows of which something is odd: none of them is left out in silence. */
class PerformanceRunTest {

  private static PerformanceReport run(
      Table table, @Nullable String prediction, @Nullable String score, Weighting weighting) {
    PerformanceRequest request =
        new PerformanceRequest(
            null,
            "y",
            prediction,
            score,
            List.of(),
            0.5,
            List.of(),
            null,
            weighting,
            null,
            null,
            null,
            null,
            3);
    return PerformanceRun.run(table, request, (done, expected) -> {});
  }

  private static Estimate figure(Measured measured, String id) {
    return requireNonNull(measured.metrics().get(id), id);
  }

  /** As scikit-learn: the classes are those of both columns. */
  @Test
  void prediction_ofAClassThatIsNeverTrueIsWrong() {
    Table table =
        MemoryTable.named("t")
            .strings("y", "a", "b", "c", "a", "b", "c")
            .strings("p", "a", "b", "c", "d", "d", null)
            .build();

    PerformanceReport report = run(table, "p", null, new Weighting.None());

    assertThat(report.classes()).containsExactly("a", "b", "c", "d");
    Measured measured = report.results().get(0).plain();
    assertThat(measured.rows()).isEqualTo(5);
    assertThat(figure(measured, "accuracy").value()).isCloseTo(0.6, within(1e-15));
    assertThat(measured.confusion().get(0)).containsExactly(1.0, 0.0, 0.0, 1.0);
    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void prediction_ofAThirdClassBesideTwoIsLeftOutWithAWarning() {
    Table table =
        MemoryTable.named("t")
            .strings("y", "no", "yes", "no", "yes")
            .strings("p", "no", "yes", "maybe", "yes")
            .build();

    PerformanceReport report = run(table, "p", null, new Weighting.None());

    assertThat(report.results().get(0).plain().rows()).isEqualTo(3);
    assertThat(report.warnings())
        .containsExactly(
            "1 predictions are of a class that the target lacks or --classes does not name, they"
                + " are left out");
  }

  @Test
  void weight_thatIsNoneIsLeftOutOfTheWeightedFiguresWithAWarning() {
    Table table =
        MemoryTable.named("t")
            .longs("y", 0, 1, 0, 1, 0)
            .doubles("s", .1, .9, .6, .4, .2)
            .doubles("w", 1, -1, Double.NaN, 2, Double.POSITIVE_INFINITY)
            .build();

    PerformanceReport report = run(table, null, "s", new Weighting.ByColumn("w"));

    assertThat(report.results().get(0).plain().rows()).isEqualTo(5);
    assertThat(requireNonNull(report.results().get(0).weighted()).rows()).isEqualTo(2);
    assertThat(report.warnings())
        .containsExactly("3 rows have no weight of at least 0 and count in the plain figures only");
  }

  /** All rows have the same loss: what the draws differ by is rounding. */
  @Test
  void lossThatIsTheSameOfAllRows_hasNoInterval() {
    long[] classes = new long[300];
    double[] scores = new double[300];
    for (int i = 0; i < 300; i++) {
      classes[i] = i % 3 == 0 ? 1 : 0;
      scores[i] = 0.5;
    }
    Table table = MemoryTable.named("t").longs("y", classes).doubles("s", scores).build();

    Measured measured = run(table, null, "s", new Weighting.None()).results().get(0).plain();

    for (String id : List.of("log_loss", "brier")) {
      assertThat(figure(measured, id).hasInterval()).as(id).isFalse();
      assertThat(figure(measured, id).reason())
          .isEqualTo("all draws of the bootstrap give the same value");
    }
  }
}
