package io.ballast.stats.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmBudgetTest {

  /** Vector 15 of the statistics policy. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, .00138888888888889, 1",
    "2, 1, .000694444444444444, 1",
    "1, 24, .01, .3",
    "1, 168, .01, .0428571428571429"
  })
  void levels_areThoseOfVector15(int families, double hours, double level, double expected) {
    AlarmBudget budget = AlarmBudget.standard(families, hours);
    assertThat(budget.level()).isCloseTo(level, within(1e-15));
    assertThat(budget.expectedFalseAlarms()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void numbersOutOfRange_areRefused() {
    assertThatThrownBy(() -> new AlarmBudget(0, 0.01, 1, 30))
        .hasMessage(
            "0.0 false alarms, alpha 0.01, 1 families and 30.0 windows, need numbers above 0 and"
                + " alpha below 1");
    assertThatThrownBy(() -> new RecentWindows(3, 2))
        .hasMessage("3 of 2 windows, give 1 to n of n");
  }

  @Test
  void alerts_areSentOnceForEachIncident() {
    boolean[] drifted = {false, true, true, false, true, false, false, true, true, true};
    assertThat(RecentWindows.ONE.alerts(drifted)).containsExactly(1, 4, 7);
    assertThat(new RecentWindows(2, 3).alerts(drifted)).containsExactly(2, 4, 8);
    assertThat(new RecentWindows(3, 3).alerts(drifted)).containsExactly(9);
  }

  @Test
  void moreWindows_neverHoldMoreOften() {
    Random random = new Random(1);
    for (int trial = 0; trial < 200; trial++) {
      boolean[] drifted = new boolean[50];
      for (int i = 0; i < drifted.length; i++) {
        drifted[i] = random.nextInt(3) == 0;
      }
      for (int window = 0; window < drifted.length; window++) {
        if (new RecentWindows(2, 3).holds(drifted, window)) {
          assertThat(RecentWindows.ONE.holds(drifted, window)).isTrue();
        }
      }
    }
  }

  @Test
  void controls_areThoseOfVector6() {
    double[] p = {.001, .008, .039, .041, .042, .06, .074, .205, .212, .216};
    assertThat(Control.BH.adjust(p)[6]).isCloseTo(.1057142857142857, within(1e-12));
    assertThat(Control.BY.adjust(p)[0]).isCloseTo(.02928968253968254, within(1e-12));
    assertThat(Control.HOLM.adjust(p)[1]).isCloseTo(.072, within(1e-12));
    assertThat(Control.BY.word()).isEqualTo("by");
  }
}
