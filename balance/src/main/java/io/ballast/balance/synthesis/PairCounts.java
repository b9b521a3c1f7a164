package io.ballast.balance.synthesis;

import io.ballast.stats.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the counts of two variables together say: how much one tells about the other, and which
 * pairs of their groups never occur though they should.
 *
 * <p>A pair of groups that was expected in some rows, were the variables independent, and occurs in
 * none is taken for impossible (no pregnant men, no open end for a closed case).
 */
final class PairCounts {

  /** Expected rows from which an empty pair is impossible; two variables of strings. */
  private static final double EXPECTED_STRINGS = 1;

  /** The same with a variable of numbers, whose groups have edges of our own making. */
  private static final double EXPECTED_NUMBERS = 3;

  private static final long MOST_WORK = 600_000_000L;

  private final double[][] information;
  private final List<Impossible> impossible;

  private PairCounts(double[][] information, List<Impossible> impossible) {
    this.information = information;
    this.impossible = impossible;
  }

  /**
   * Pairs of groups that no row may have.
   *
   * @param first a variable
   * @param second a variable
   * @param pairs bit {@code first group * 256 + second group}
   */
  record Impossible(int first, int second, long[] pairs) {

    boolean has(int firstGroup, int secondGroup) {
      int bit = firstGroup << 8 | secondGroup;
      return (pairs[bit >> 6] >>> bit & 1) != 0;
    }
  }

  /**
   * Counts all pairs.
   *
   * @param groups group of each row by variable
   * @param variables of those groups
   */
  static PairCounts of(List<Variable> variables, byte[][] groups, Workers workers) {
    int size = variables.size();
    double[][] information = new double[size][size];
    List<List<Impossible>> impossible = new ArrayList<>();
    variables.forEach(variable -> impossible.add(new ArrayList<>()));
    int stride = stride(size, groups);
    workers.each(
        size,
        i -> {
          int[] counts = new int[1 << 16];
          for (int j = 0; j < i; j++) {
            Pair pair = new Pair(variables.get(i), variables.get(j), counts);
            pair.count(groups[i], groups[j], stride);
            information[i][j] = pair.information();
            long[] never = pair.impossible();
            if (never != null) {
              impossible.get(i).add(new Impossible(i, j, never));
            }
          }
        });
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        information[j][i] = information[i][j];
      }
    }
    return new PairCounts(information, impossible.stream().flatMap(List::stream).toList());
  }

  /** Every how many rows are counted. */
  private static int stride(int variables, byte[][] groups) {
    long rows = variables == 0 ? 0 : groups[0].length;
    return (int) Math.max(1, rows * variables * (variables - 1) / 2 / MOST_WORK);
  }

  /** Mutual information of two variables in nats, less what independent ones would show. */
  double information(int a, int b) {
    return information[a][b];
  }

  /** Pairs that no row may have. */
  List<Impossible> impossible() {
    return impossible;
  }

  private static final class Pair {
    private final Variable first;
    private final Variable second;
    private final int[] counts;
    private final int[] firstCounts;
    private final int[] secondCounts;
    private int rows;

    Pair(Variable first, Variable second, int[] counts) {
      this.first = first;
      this.second = second;
      this.counts = counts;
      this.firstCounts = new int[first.groupCount()];
      this.secondCounts = new int[second.groupCount()];
    }

    void count(byte[] firstGroups, byte[] secondGroups, int stride) {
      for (int a = 0; a < firstCounts.length; a++) {
        Arrays.fill(counts, a << 8, (a << 8) + secondCounts.length, 0);
      }
      for (int row = 0; row < firstGroups.length; row += stride) {
        counts[(firstGroups[row] & 0xff) << 8 | (secondGroups[row] & 0xff)]++;
        rows++;
      }
      for (int a = 0; a < firstCounts.length; a++) {
        for (int b = 0; b < secondCounts.length; b++) {
          firstCounts[a] += counts[a << 8 | b];
          secondCounts[b] += counts[a << 8 | b];
        }
      }
    }

    double information() {
      double sum = 0;
      int filledFirst = 0;
      int filledSecond = 0;
      for (int a = 0; a < firstCounts.length; a++) {
        sum -= term(firstCounts[a]);
        filledFirst += firstCounts[a] > 0 ? 1 : 0;
        for (int b = 0; b < secondCounts.length; b++) {
          sum += term(counts[a << 8 | b]);
        }
      }
      for (int count : secondCounts) {
        sum -= term(count);
        filledSecond += count > 0 ? 1 : 0;
      }
      double bias = (filledFirst - 1.0) * (filledSecond - 1.0) / 2;
      return Math.max(0, (sum + term(rows) - bias) / Math.max(1, rows));
    }

    private static double term(int count) {
      return count == 0 ? 0 : count * Math.log(count);
    }

    long @Nullable [] impossible() {
      double least = first.ordered() || second.ordered() ? EXPECTED_NUMBERS : EXPECTED_STRINGS;
      long[] never = null;
      for (int a = 0; a < firstCounts.length; a++) {
        for (int b = 0; b < secondCounts.length; b++) {
          int pair = a << 8 | b;
          if (counts[pair] == 0 && (double) firstCounts[a] * secondCounts[b] >= least * rows) {
            never = never == null ? new long[1 << 10] : never;
            never[pair >> 6] |= 1L << pair;
          }
        }
      }
      return never;
    }
  }
}
