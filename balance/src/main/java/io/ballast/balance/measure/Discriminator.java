package io.ballast.balance.measure;

import io.ballast.stats.Workers;
import io.ballast.stats.trees.BoostSettings;
import io.ballast.stats.trees.BoostedTrees;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** How well boosted trees tell real rows from drawn ones: 0.5 is not at all. */
final class Discriminator {

  private static final int MOST_ROWS = 12_000;
  private static final int FOLDS = 5;

  private Discriminator() {}

  /** Area under the curve, each row judged by trees that did not see it. */
  static double auc(Fields fields, long seed, Workers workers) {
    int size = Math.min(Math.min(fields.rows(Fields.REAL), fields.rows(Fields.DRAWN)), MOST_ROWS);
    LearningRows both =
        LearningRows.of(
            fields,
            List.of(
                LearningRows.Part.some(fields, Fields.REAL, size),
                LearningRows.Part.some(fields, Fields.DRAWN, size)),
            -1);
    boolean[] real = new boolean[2 * size];
    double[] targets = new double[2 * size];
    int[] fold = new int[2 * size];
    SplittableRandom random = new SplittableRandom(seed);
    for (int row = 0; row < real.length; row++) {
      real[row] = row < size;
      targets[row] = real[row] ? 1 : 0;
      fold[row] = random.nextInt(FOLDS);
    }
    double[] scores = new double[real.length];
    workers.each(
        FOLDS,
        held -> {
          int[] seen = IntStream.range(0, fold.length).filter(row -> fold[row] != held).toArray();
          BoostedTrees trees =
              BoostedTrees.fit(
                  both.rows(),
                  seen,
                  both.features(),
                  targets,
                  BoostedTrees.Loss.LOGISTIC,
                  BoostSettings.usual());
          for (int row = 0; row < fold.length; row++) {
            if (fold[row] == held) {
              scores[row] = trees.predict(both.rows(), row);
            }
          }
        });
    return Scores.rocAuc(scores, real);
  }
}
