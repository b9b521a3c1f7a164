package io.ballast.balance.measure;

import io.ballast.stats.Workers;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How close drawn rows are to the rows that the model saw, against rows that it did not see.
 *
 * @param exactCopies share of drawn rows equal to a real one
 * @param exactCopiesHoldout share of held-out rows equal to a real one: what chance makes
 * @param dcrShare share of drawn rows that are nearer to a real than to a held-out row, ties
 *     counted half, both of the same number; 0.5 is what rows drawn without a look at the real ones
 *     have
 * @param nndr median over the drawn rows of distance to the nearest real row / to the second
 *     nearest
 * @param nndrHoldout the same of held-out rows
 * @param membershipAuc how well the distance to the nearest drawn row tells real from held-out
 *     rows: 0.5 is not at all
 * @param byCell the share of {@code dcrShare} by cell, NaN where no row was asked
 * @param rowsCompared drawn rows that were asked
 * @param toReal their distances to the nearest real row, ascending
 * @param toHeldOut the same to the nearest held-out row
 */
public record PrivacyMeasures(
    double exactCopies,
    double exactCopiesHoldout,
    double dcrShare,
    double nndr,
    double nndrHoldout,
    double membershipAuc,
    double[] byCell,
    int rowsCompared,
    double[] toReal,
    double[] toHeldOut) {

  private static final int MOST_ASKED = 2_000;
  private static final int MOST_AMONG = 20_000;
  private static final double ALIKE = 1e-9;

  /**
   * Measures.
   *
   * @param cellOfDrawn cell of each drawn row; not copied
   */
  static PrivacyMeasures of(Fields fields, int[] cellOfDrawn, int cells, Workers workers) {
    Closeness closeness = new Closeness(fields);
    int among =
        Math.min(Math.min(fields.rows(Fields.REAL), fields.rows(Fields.HELD_OUT)), MOST_AMONG);
    int[] real = LearningRows.Part.some(fields, Fields.REAL, among).chosen();
    int[] heldOut = LearningRows.Part.some(fields, Fields.HELD_OUT, among).chosen();
    int[] drawn = LearningRows.Part.some(fields, Fields.DRAWN, MOST_ASKED).chosen();
    double[][] toReal = closeness.nearest(Fields.DRAWN, drawn, Fields.REAL, real, workers);
    double[][] toHeldOut =
        closeness.nearest(Fields.DRAWN, drawn, Fields.HELD_OUT, heldOut, workers);
    double share = 0;
    double[] shares = new double[cells];
    int[] asked = new int[cells];
    for (int i = 0; i < drawn.length; i++) {
      double nearer =
          Math.abs(toReal[i][0] - toHeldOut[i][0]) < ALIKE
              ? 0.5
              : toReal[i][0] < toHeldOut[i][0] ? 1 : 0;
      share += nearer / drawn.length;
      shares[cellOfDrawn[drawn[i]]] += nearer;
      asked[cellOfDrawn[drawn[i]]]++;
    }
    for (int cell = 0; cell < cells; cell++) {
      shares[cell] = asked[cell] == 0 ? Double.NaN : shares[cell] / asked[cell];
    }
    int[] someHeldOut = LearningRows.Part.some(fields, Fields.HELD_OUT, MOST_ASKED / 2).chosen();
    double[][] heldOutToReal =
        closeness.nearest(Fields.HELD_OUT, someHeldOut, Fields.REAL, real, workers);
    return new PrivacyMeasures(
        share(toRealExact(fields, Fields.DRAWN)),
        share(toRealExact(fields, Fields.HELD_OUT)),
        share,
        ratio(toReal),
        ratio(heldOutToReal),
        membership(fields, closeness, workers),
        shares,
        drawn.length,
        distances(toReal),
        distances(toHeldOut));
  }

  private static double[] distances(double[][] squares) {
    return Arrays.stream(squares).mapToDouble(pair -> Math.sqrt(pair[0])).sorted().toArray();
  }

  private static double ratio(double[][] distances) {
    double[] ratios =
        Arrays.stream(distances)
            .filter(pair -> pair[1] > ALIKE && pair[1] < Double.POSITIVE_INFINITY)
            .mapToDouble(pair -> Math.sqrt(pair[0] / pair[1]))
            .sorted()
            .toArray();
    return ratios.length == 0 ? Double.NaN : ratios[ratios.length / 2];
  }

  private static double membership(Fields fields, Closeness closeness, Workers workers) {
    int size =
        Math.min(Math.min(fields.rows(Fields.REAL), fields.rows(Fields.HELD_OUT)), MOST_ASKED / 2);
    int[] drawn = LearningRows.Part.some(fields, Fields.DRAWN, MOST_AMONG).chosen();
    double[] scores = new double[2 * size];
    boolean[] isReal = new boolean[2 * size];
    for (int side = 0; side < 2; side++) {
      int table = side == 0 ? Fields.REAL : Fields.HELD_OUT;
      int[] asked = LearningRows.Part.some(fields, table, size).chosen();
      double[][] found = closeness.nearest(table, asked, Fields.DRAWN, drawn, workers);
      for (int i = 0; i < size; i++) {
        scores[side * size + i] = -found[i][0];
        isReal[side * size + i] = side == 0;
      }
    }
    return Scores.rocAuc(scores, isReal);
  }

  /** Which rows of a table equal a real row in all columns. */
  private static boolean[] toRealExact(Fields fields, int table) {
    long[] real = hashes(fields, Fields.REAL);
    Arrays.sort(real);
    long[] asked = hashes(fields, table);
    boolean[] equal = new boolean[asked.length];
    for (int row = 0; row < asked.length; row++) {
      equal[row] = Arrays.binarySearch(real, asked[row]) >= 0;
    }
    return equal;
  }

  private static long[] hashes(Fields fields, int table) {
    long[] hashes = new long[fields.rows(table)];
    for (Field field : fields.all()) {
      for (int row = 0; row < hashes.length; row++) {
        long value =
            field.isNumeric()
                ? Double.doubleToLongBits(field.numbers()[table][row])
                : field.codes()[table][row];
        hashes[row] = mix(hashes[row] * 31 + mix(value + 1));
      }
    }
    return hashes;
  }

  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  private static double share(boolean[] flags) {
    return (double) IntStream.range(0, flags.length).filter(i -> flags[i]).count()
        / Math.max(1, flags.length);
  }
}
