package io.ballast.balance.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The two usual ways to balance a class, to be beaten: rows of the smaller classes repeated, or new
 * ones between neighbours (SMOTENC: Chawla, Bowyer, Hall and Kegelmeyer 2002, section 6.1).
 */
final class Oversampling {

  private static final int NEIGHBOURS = 5;

  /** Rows of a class among which neighbours are sought, for speed. */
  private static final int MOST_AMONG = 5_000;

  private final Fields fields;
  private final int target;
  private final SplittableRandom random;

  /**
   * Prepares.
   *
   * @param target the field of the classes, names
   */
  Oversampling(Fields fields, int target, long seed) {
    this.fields = fields;
    this.target = target;
    this.random = new SplittableRandom(seed);
  }

  /** Rows by class of table {@link Fields#REAL}, and how many each class lacks to the largest. */
  private record Classes(List<int[]> rows, int[] lacking) {}

  private Classes classes() {
    Field classes = fields.field(target);
    int[] codes = classes.codes()[Fields.REAL];
    List<int[]> rows = new ArrayList<>();
    for (int code = 1; code < classes.size(); code++) {
      int own = code;
      rows.add(IntStream.range(0, codes.length).filter(row -> codes[row] == own).toArray());
    }
    int most = rows.stream().mapToInt(own -> own.length).max().orElse(0);
    int[] lacking =
        rows.stream().mapToInt(own -> own.length == 0 ? 0 : most - own.length).toArray();
    return new Classes(rows, lacking);
  }

  /** Numbers of real rows, repeated, that balance the classes. */
  int[] repeated() {
    Classes classes = classes();
    IntStream.Builder chosen = IntStream.builder();
    for (int c = 0; c < classes.rows().size(); c++) {
      int[] own = classes.rows().get(c);
      for (int i = 0; i < classes.lacking()[c]; i++) {
        chosen.add(own[random.nextInt(own.length)]);
      }
    }
    return chosen.build().toArray();
  }

  /** The fields with one more table: rows between neighbours that balance the classes. */
  Fields between() {
    Classes classes = classes();
    int rows = IntStream.of(classes.lacking()).sum();
    List<Object> made = new ArrayList<>();
    for (Field field : fields.all()) {
      made.add(field.isNumeric() ? new double[rows] : new int[rows]);
    }
    int at = 0;
    for (int c = 0; c < classes.rows().size(); c++) {
      if (classes.lacking()[c] > 0) {
        at = fill(classes.rows().get(c), classes.lacking()[c], made, at);
      }
    }
    List<Field> withMore = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      withMore.add(
          made.get(i) instanceof double[] numbers
              ? fields.field(i).with(numbers)
              : fields.field(i).with((int[]) made.get(i)));
    }
    return fields.with(withMore, rows);
  }

  private int fill(int[] own, int lacking, List<Object> made, int from) {
    int[] some = own.length <= MOST_AMONG ? own : sample(own);
    double[] scales = scales(some);
    double nominal = median(scales);
    int[][] neighbours = new int[some.length][];
    int at = from;
    for (int i = 0; i < lacking; i++, at++) {
      int base = random.nextInt(some.length);
      if (neighbours[base] == null) {
        neighbours[base] = neighbours(some, base, nominal);
      }
      interpolate(some, base, neighbours[base], made, at);
    }
    return at;
  }

  private int[] sample(int[] own) {
    int[] shuffled = own.clone();
    for (int i = 0; i < MOST_AMONG; i++) {
      int other = i + random.nextInt(shuffled.length - i);
      int kept = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = kept;
    }
    return Arrays.copyOf(shuffled, MOST_AMONG);
  }

  /** Standard deviations of the numbers within the class. */
  private double[] scales(int[] rows) {
    return fields.all().stream()
        .filter(Field::isNumeric)
        .mapToDouble(
            field -> {
              double[] values = IntStream.of(rows).mapToDouble(row -> number(field, row)).toArray();
              double mean = Arrays.stream(values).average().orElse(0);
              return Math.sqrt(
                  Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
            })
        .toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return 1;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** A missing number counts as 0; SMOTENC knows none. */
  private static double number(Field field, int row) {
    double value = field.numbers()[Fields.REAL][row];
    return Double.isNaN(value) ? 0 : value;
  }

  private int[] neighbours(int[] rows, int base, double nominal) {
    double[] distances = new double[rows.length];
    for (int f = 0; f < fields.size(); f++) {
      if (f == target) {
        continue;
      }
      Field field = fields.field(f);
      for (int i = 0; i < rows.length; i++) {
        if (field.isNumeric()) {
          double difference = number(field, rows[i]) - number(field, rows[base]);
          distances[i] += difference * difference;
        } else {
          int[] codes = field.codes()[Fields.REAL];
          distances[i] += codes[rows[i]] == codes[rows[base]] ? 0 : nominal * nominal;
        }
      }
    }
    distances[base] = Double.POSITIVE_INFINITY;
    int[] nearest = new int[Math.min(NEIGHBOURS, rows.length - 1)];
    for (int k = 0; k < nearest.length; k++) {
      int best = 0;
      for (int i = 1; i < rows.length; i++) {
        best = distances[i] < distances[best] ? i : best;
      }
      nearest[k] = best;
      distances[best] = Double.POSITIVE_INFINITY;
    }
    return nearest;
  }

  private void interpolate(int[] rows, int base, int[] neighbours, List<Object> made, int at) {
    int other = neighbours.length == 0 ? base : neighbours[random.nextInt(neighbours.length)];
    double share = random.nextDouble();
    for (int f = 0; f < fields.size(); f++) {
      Field field = fields.field(f);
      if (made.get(f) instanceof double[] numbers) {
        double own = number(field, rows[base]);
        numbers[at] = own + share * (number(field, rows[other]) - own);
      } else {
        int[] codes = field.codes()[Fields.REAL];
        ((int[]) made.get(f))[at] = mostCommon(codes, rows, base, neighbours);
      }
    }
  }

  private static int mostCommon(int[] codes, int[] rows, int base, int[] neighbours) {
    int best = codes[rows[base]];
    int most = 0;
    for (int candidate : neighbours) {
      int count = 0;
      for (int neighbour : neighbours) {
        count += codes[rows[neighbour]] == codes[rows[candidate]] ? 1 : 0;
      }
      if (count > most) {
        most = count;
        best = codes[rows[candidate]];
      }
    }
    return best;
  }
}
