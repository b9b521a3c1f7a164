package io.ballast.balance.measure;

import io.ballast.stats.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How well learners do on held-out real rows, by what they learnt from.
 *
 * @param target the column that is predicted
 * @param positive its class that is predicted: the rarest of the real rows
 * @param byTraining figures by learner ({@code tree}, {@code forest}, {@code boosting}) for each
 *     set of training rows: {@code real}, {@code synthetic}, or for added rows {@code none}, {@code
 *     ballast}, {@code random_oversampling}, {@code smotenc}
 * @param heldOut rows that were predicted
 * @param heldOutPositive those of the positive class
 */
public record Usefulness(
    String target,
    String positive,
    Map<String, Map<String, Scores>> byTraining,
    int heldOut,
    int heldOutPositive) {

  private static final int MOST_CLASSES = 20;
  private static final int MOST_ROWS = 50_000;

  /** The mean of the learners' figures for a set of training rows. */
  public Scores mean(String training) {
    Map<String, Scores> scores = byTraining.get(training);
    if (scores == null) {
      throw new IllegalArgumentException("nothing was learnt from " + training);
    }
    return Scores.mean(scores.values().toArray(new Scores[0]));
  }

  /**
   * Whether a field can be predicted: at least two and at most {@value #MOST_CLASSES} values, two
   * of them among the held-out rows.
   */
  static Optional<Integer> target(Fields fields, String name) {
    return fields
        .find(name)
        .filter(i -> !fields.field(i).isNumeric() && fields.field(i).size() <= MOST_CLASSES + 1)
        .filter(
            i -> Arrays.stream(fields.field(i).codes()[Fields.HELD_OUT]).distinct().count() > 1);
  }

  /**
   * Learns and predicts.
   *
   * @param added whether the drawn rows are added to the real ones, else they stand for them
   */
  static Usefulness of(Fields fields, int target, boolean added, long seed, Workers workers) {
    Field classes = fields.field(target);
    int positive = rarest(classes);
    LearningRows.Part real = LearningRows.Part.some(fields, Fields.REAL, MOST_ROWS);
    LearningRows.Part drawn = LearningRows.Part.some(fields, Fields.DRAWN, MOST_ROWS);
    Map<String, List<LearningRows.Part>> trainings = new LinkedHashMap<>();
    Fields all = fields;
    if (added) {
      Oversampling oversampling = new Oversampling(fields, target, seed);
      all = oversampling.between();
      trainings.put("none", List.of(real));
      trainings.put("ballast", List.of(real, drawn));
      int[] repeated = oversampling.repeated();
      trainings.put(
          "random_oversampling",
          List.of(
              real,
              new LearningRows.Part(
                  Fields.REAL, Arrays.copyOf(repeated, Math.min(repeated.length, MOST_ROWS)))));
      trainings.put(
          "smotenc", List.of(real, LearningRows.Part.some(all, all.tables() - 1, MOST_ROWS)));
    } else {
      trainings.put("real", List.of(real));
      trainings.put("synthetic", List.of(drawn));
    }
    Map<String, Map<String, Scores>> byTraining = new LinkedHashMap<>();
    for (Map.Entry<String, List<LearningRows.Part>> training : trainings.entrySet()) {
      byTraining.put(
          training.getKey(), scores(all, target, positive, training.getValue(), workers));
    }
    int[] heldOut = all.field(target).codes()[Fields.HELD_OUT];
    int positives = (int) IntStream.of(heldOut).filter(code -> code == positive).count();
    return new Usefulness(
        classes.name(), classes.texts().get(positive), byTraining, heldOut.length, positives);
  }

  private static int rarest(Field classes) {
    int[] counts = new int[classes.size()];
    for (int code : classes.codes()[Fields.REAL]) {
      counts[code]++;
    }
    int best = 0;
    for (int code = 1; code < counts.length; code++) {
      boolean rarer = best == 0 || counts[code] < counts[best];
      if (counts[code] > 0 && rarer) {
        best = code;
      }
    }
    return best;
  }

  private static Map<String, Scores> scores(
      Fields fields, int target, int positive, List<LearningRows.Part> parts, Workers workers) {
    List<LearningRows.Part> all = new ArrayList<>(parts);
    all.add(LearningRows.Part.all(fields, Fields.HELD_OUT));
    LearningRows rows = LearningRows.of(fields, all, target);
    boolean[] isPositive = new boolean[rows.rows().rows()];
    for (int part = 0, at = 0; part < all.size(); part++) {
      for (int row : all.get(part).chosen()) {
        isPositive[at++] = fields.field(target).codes()[all.get(part).table()][row] == positive;
      }
    }
    int[] learn = IntStream.range(0, rows.starts()[parts.size()]).toArray();
    int[] asked = rows.part(parts.size());
    boolean[] truth = new boolean[asked.length];
    for (int i = 0; i < asked.length; i++) {
      truth[i] = isPositive[asked[i]];
    }
    Map<Learner, Scores> scores = new EnumMap<>(Learner.class);
    for (Learner learner : Learner.values()) {
      double[] own = learner.scores(rows.rows(), learn, isPositive, asked, workers);
      scores.put(learner, Scores.of(own, truth));
    }
    Map<String, Scores> named = new LinkedHashMap<>();
    scores.forEach((learner, score) -> named.put(learner.name().toLowerCase(Locale.ROOT), score));
    return named;
  }
}
