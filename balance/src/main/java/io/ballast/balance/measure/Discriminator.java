package io.ballast.balance.measure;

import io.ballast.stats.Workers;
import io.ballast.stats.trees.BoostSettings;
import io.ballast.stats.trees.BoostedTrees;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** How well boosted trees tell real rows from drawn ones: 0.5 is not at all. */
final class Discriminator {

  private static final int MOST_ROWS = 12_000;
  private static final int FOLDS = 5;

  private Discriminator() {}

  /**
   * Area under the curve, each row judged by trees that did not see it: the mean over the folds.
   * One curve of all rows would lie below a half for rows of the same kind, because two rows of
   * different folds are each judged by trees that learnt the other one's side.
   */
  static double auc(Fields fields, long seed, Workers workers) {
    int size = Math.min(Math.min(fields.rows(Fields.REAL), fields.rows(Fields.DRAWN)), MOST_ROWS);
    LearningRows both =
        LearningRows.of(
            fields,
            List.of(
                LearningRows.Part.some(fields, Fields.REAL, size),
                LearningRows.Part.some(fields, Fields.DRAWN, size)),
            -1);
    double[] targets = new double[2 * size];
    int[] fold = folds(size, new SplittableRandom(seed));
    Arrays.fill(targets, 0, size, 1);
    double[] areas = new double[FOLDS];
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
          int[] asked = IntStream.range(0, fold.length).filter(row -> fold[row] == held).toArray();
          double[] scores = new double[asked.length];
          boolean[] isReal = new boolean[asked.length];
          for (int i = 0; i < asked.length; i++) {
            scores[i] = trees.predict(both.rows(), asked[i]);
            isReal[i] = asked[i] < size;
          }
          areas[held] = Scores.rocAuc(scores, isReal);
        });
    return Arrays.stream(areas).average().orElseThrow();
  }

  /**
   * Folds with as many rows of each side: with more of one in a fold, the others would know that
   * side as the rarer one.
   */
  private static int[] folds(int size, SplittableRandom random) {
    int[] folds = new int[2 * size];
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < size; i++) {
        int other = random.nextInt(i + 1);
        folds[side * size + i] = folds[side * size + other];
        folds[side * size + other] = i % FOLDS;
      }
    }
    return folds;
  }
}
