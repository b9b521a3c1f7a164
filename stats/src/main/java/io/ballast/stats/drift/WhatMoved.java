package io.ballast.stats.drift;

import io.ballast.stats.test.ContingencyChiSquare;
import io.ballast.stats.test.MultipleTests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What moved inside each class: stands beside a weighted verdict and never alarms by itself. */
public final class WhatMoved {
  private WhatMoved() {}

  /**
   * Whether "the minority moved, the majority did not" may be said: of the least and the most
   * frequent class of the reference the first has moved and the second has not.
   *
   * @param parts one for each class, in order; of equally frequent classes the last is the minority
   */
  public static boolean onlyTheMinority(List<ClassPart> parts) {
    ClassPart minority = null;
    ClassPart majority = null;
    for (ClassPart part : parts) {
      if (part.referenceRows() > 0) {
        minority =
            minority == null || part.referenceRows() <= minority.referenceRows() ? part : minority;
        majority =
            majority == null || part.referenceRows() > majority.referenceRows() ? part : majority;
      }
    }
    return minority != null
        && majority != null
        && Boolean.TRUE.equals(minority.moved())
        && Boolean.FALSE.equals(majority.moved());
  }

  /**
   * The plain statement inside each class, in the bins of the weighted one. Holm's adjustment runs
   * over the classes with enough rows and the class share.
   */
  static List<ClassPart> parts(
      List<String> labels, long[][] reference, long[][] current, double sharesP, DriftRule rule) {
    List<Evidence> tests = new ArrayList<>();
    for (int k = 0; k < labels.size(); k++) {
      long n = Arrays.stream(reference[k]).sum();
      long m = Arrays.stream(current[k]).sum();
      if (Math.min(n, m) >= rule.minimumMinorityRows()) {
        double p = ContingencyChiSquare.of(reference[k], current[k]).p();
        tests.add(new Evidence("chi_square", p, p, n, m, n, m));
      }
    }
    double[] family = new double[tests.size() + (Double.isNaN(sharesP) ? 0 : 1)];
    Arrays.fill(family, sharesP);
    for (int i = 0; i < tests.size(); i++) {
      family[i] = tests.get(i).p();
    }
    double[] adjusted = MultipleTests.holm(family);
    List<ClassPart> parts = new ArrayList<>();
    int next = 0;
    for (int k = 0; k < labels.size(); k++) {
      long n = Arrays.stream(reference[k]).sum();
      long m = Arrays.stream(current[k]).sum();
      if (Math.min(n, m) < rule.minimumMinorityRows()) {
        parts.add(new ClassPart(labels.get(k), n, m, null, null, null));
        continue;
      }
      Evidence evidence = tests.get(next).adjusted(adjusted[next]);
      parts.add(
          new ClassPart(
              labels.get(k),
              n,
              m,
              effect(reference[k], current[k]),
              evidence,
              evidence.pAdjusted() < rule.alpha()));
      next++;
    }
    return parts;
  }

  private static Measure effect(long[] reference, long[] current) {
    int[] kept = new int[reference.length];
    int bins = 0;
    for (int b = 0; b < reference.length; b++) {
      if (reference[b] > 0 || current[b] > 0) {
        kept[bins++] = b;
      }
    }
    long[] p = new long[bins];
    long[] q = new long[bins];
    for (int i = 0; i < bins; i++) {
      p[i] = reference[kept[i]];
      q[i] = current[kept[i]];
    }
    return Comparison.plain(p, q).psi();
  }
}
