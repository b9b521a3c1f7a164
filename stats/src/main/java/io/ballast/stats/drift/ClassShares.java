package io.ballast.stats.drift;

import io.ballast.stats.test.ContingencyChiSquare;
import io.ballast.stats.test.FisherExact;
import java.util.Arrays;
import java.util.List;

/** The test of the class shares: a statement of its own, whatever the number of rows. */
public final class ClassShares {
  private ClassShares() {}

  /**
   * Fisher's exact test for two classes, the chi-square test for more.
   *
   * @param labels the classes
   * @param reference rows of each class in the reference
   * @param current rows of each class in the window
   */
  public static ClassShare test(List<String> labels, long[] reference, long[] current) {
    boolean empty = Arrays.stream(reference).sum() == 0 || Arrays.stream(current).sum() == 0;
    boolean twoClasses = labels.size() == 2;
    double p = Double.NaN;
    if (!empty) {
      p =
          twoClasses
              ? FisherExact.twoSided(reference[0], reference[1], current[0], current[1])
              : ContingencyChiSquare.of(reference, current).p();
    }
    return new ClassShare(
        labels, boxed(reference), boxed(current), twoClasses ? "fisher" : "chi_square", p);
  }

  private static List<Long> boxed(long[] rows) {
    return Arrays.stream(rows).boxed().toList();
  }
}
