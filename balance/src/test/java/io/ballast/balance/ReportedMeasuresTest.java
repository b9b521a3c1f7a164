package io.ballast.balance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.balance.BalanceReport.Measured;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.measure.Usefulness;
import io.ballast.balance.plan.Mode;
import io.ballast.balance.plan.PlanSettings;
import io.ballast.balance.plan.PlanSettings.Shares;
import io.ballast.balance.synthesis.Watcher;
import io.ballast.stats.Workers;
import io.ballast.tables.MemoryTable;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportedMeasuresTest {

  private static final Frame CLINIC = Clinic.of(2000, 8);

  private static BalanceReport report(
      Frame input, String column, Mode mode, @Nullable Frame holdout, String target) {
    PlanSettings plan =
        new PlanSettings(
            mode, OptionalInt.empty(), 1, false, Shares.EQUAL, null, OptionalDouble.empty(), false);
    BalanceRequest request =
        new BalanceRequest(
            input,
            List.of(column),
            Map.of(),
            plan,
            null,
            null,
            false,
            3,
            holdout,
            target,
            false,
            true,
            null);
    AtomicLong clock = new AtomicLong();
    return Balancer.balance(
            request, Workers.of(2), Watcher.NONE, () -> clock.addAndGet(1_500_000_000))
        .report();
  }

  @Test
  void withoutAHoldout_aTenthOfTheGroupsIsHeldBack() {
    BalanceReport report = report(CLINIC, "sex", Mode.REPLACE, null, "");
    Measured measured = requireNonNull(report.measured());

    assertThat(measured.basis())
        .matches(
            "a model of 1[78]\\d\\d input rows, with as many rows drawn from it and [12]\\d\\d rows held back from it");
    assertThat(measured.measures().fidelity().columnShapes()).isGreaterThan(0.9);
    assertThat(measured.measures().fidelity().names()).doesNotContain("visit", "patient");
    assertThat(requireNonNull(measured.measures().privacy()).dcrShare()).isBetween(0.4, 0.8);
  }

  @Test
  void withAHoldout_theModelItselfIsMeasured() {
    BalanceReport report = report(CLINIC, "sex", Mode.REPLACE, Clinic.of(900, 9), "urgent");
    Measured measured = requireNonNull(report.measured());

    assertThat(measured.basis())
        .isEqualTo("2000 input rows against as many generated ones and 900 rows of clinic.csv");
    Usefulness useful = requireNonNull(measured.measures().usefulness());
    assertThat(useful.target()).isEqualTo("urgent");
    assertThat(useful.heldOut()).isEqualTo(900);
    assertThat(useful.mean("synthetic").rocAuc())
        .isCloseTo(useful.mean("real").rocAuc(), within(0.1));
  }

  @Test
  void labelRates_areThoseOfTheGroups() {
    BalanceReport report = report(CLINIC, "race", Mode.REPLACE, null, "sex");
    Rows clinic = new Rows(CLINIC);

    assertThat(report.labelRates()).hasSize(4);
    for (LabelRate rate : report.labelRates()) {
      int[] rows =
          IntStream.range(0, 2000)
              .filter(row -> clinic.text("race", row).equals(rate.group()))
              .toArray();
      long positive = IntStream.of(rows).filter(row -> clinic.text("sex", row).equals("M")).count();
      assertThat(rate.column()).isEqualTo("race");
      assertThat(rate.rowsBefore()).isEqualTo(rows.length);
      assertThat(rate.rowsAfter()).isEqualTo(500);
      assertThat(rate.rateBefore()).isCloseTo((double) positive / rows.length, within(1e-12));
      assertThat(rate.rateAfter()).isCloseTo(rate.rateBefore(), within(0.15));
    }
  }

  @Test
  void balanceColumnOfFewValues_isTheTarget() {
    Usefulness useful =
        requireNonNull(
            requireNonNull(report(CLINIC, "urgent", Mode.AUGMENT, null, "").measured())
                .measures()
                .usefulness());

    assertThat(useful.target()).isEqualTo("urgent");
    assertThat(useful.positive()).isEqualTo("true");
    assertThat(useful.byTraining().keySet())
        .containsExactly("none", "ballast", "random_oversampling", "smotenc");
  }

  @Test
  void smallTable_isNotMeasuredAndThatIsSaid() {
    Frame small =
        Frame.of(
            MemoryTable.named("small.csv")
                .strings("a", "x", "x", "y", "x", "y", "x")
                .longs("b", 1, 2, 3, 4, 5, 6)
                .build());
    BalanceReport report = report(small, "a", Mode.REPLACE, null, "");

    assertThat(report.measured()).isNull();
    assertThat(report.warnings())
        .contains("The table is too small to hold rows back; nothing was measured.");
  }

  @Test
  void seconds_areThoseOfTheClock() {
    BalanceReport report = report(CLINIC, "sex", Mode.REPLACE, null, "");

    assertThat(report.seconds()).isEqualTo(new BalanceReport.Seconds(1.5, 1.5, 1.5));
  }
}
