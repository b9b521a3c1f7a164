package io.ballast.stats.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.Golden;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Special functions against mpmath and scipy. */
class GoldenSpecialTest {

  @Test
  void logGamma_equalsMpmath() {
    check("log_gamma", 2e-15, a -> LogGamma.of(a[0]));
  }

  @Test
  void upperGamma_equalsMpmathFarIntoTheTail() {
    check("gamma_upper", 1e-12, a -> IncompleteGamma.upper(a[0], a[1]));
  }

  @Test
  void lowerGamma_equalsMpmathFarIntoTheTail() {
    check("gamma_lower", 1e-12, a -> IncompleteGamma.lower(a[0], a[1]));
  }

  @Test
  void chiSquareQuantile_equalsMpmath() {
    check("chi_square_quantile", 1e-12, a -> ChiSquare.quantile(a[0], a[1]));
  }

  @Test
  void normalTail_equalsMpmath() {
    check("normal_upper", 1e-12, a -> Normal.upper(a[0]));
    check("normal_upper", 1e-12, a -> Normal.lower(-a[0]));
  }

  @Test
  void normalQuantile_equalsMpmath() {
    check("normal_quantile", 1e-14, a -> Normal.quantile(a[0]));
  }

  @Test
  void noncentralChiSquare_equalsMpmath() {
    check("noncentral_lower", 1e-12, a -> NoncentralChiSquare.lower(a[0], a[1], a[2]));
  }

  @Test
  void noncentrality_equalsMpmath() {
    check("noncentrality", 1e-12, a -> NoncentralChiSquare.noncentrality(a[0], a[1], a[2]));
  }

  @Test
  void incompleteBeta_equalsMpmath() {
    check("incomplete_beta", 1e-12, a -> IncompleteBeta.lower(a[0], a[1], a[2]));
  }

  @Test
  void studentT_equalsMpmath() {
    check("student_two_sided", 1e-12, a -> StudentT.twoSided(a[0], a[1]));
  }

  @Test
  void besselQuarter_equalsMpmath() {
    check("bessel_quarter", 2e-15, a -> BesselQuarter.scaled(a[0]));
  }

  @Test
  void twoSampleKolmogorov_equalsCountedPaths() {
    check("kolmogorov_two_sample", 1e-12, a -> Kolmogorov.twoSample(a[0], (int) a[1], (int) a[2]));
  }

  @Test
  void oneSampleKolmogorov_equalsScipy() {
    check("kolmogorov_one_sample", 1e-11, a -> Kolmogorov.oneSample(a[0], (long) a[1]));
  }

  @Test
  void oneSampleKolmogorov_ofMillionsFollowsSmirnovsExpansion() {
    long n = 5_000_000;
    double z = 1.49;
    double root = Math.sqrt((double) n);
    double expansion =
        2
            * Math.exp(-2 * z * z)
            * (1 - 2 * z / (3 * root) + 2 * z * z / (3 * n) * (1 - 2 * z * z / 3));
    assertThat(Kolmogorov.oneSample(z / root, n) / expansion).isCloseTo(1, within(1e-9));
  }

  private static void check(
      String function, double relative, ToDoubleFunction<double[]> implementation) {
    for (Golden golden : Golden.of(function)) {
      double actual = implementation.applyAsDouble(golden.arguments());
      assertThat(golden.error(actual))
          .as("%s%s is %s", function, golden, actual)
          .isLessThanOrEqualTo(relative);
    }
  }
}
