package io.ballast.tables.performance;

import io.ballast.stats.weights.ClassWeights;
import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import io.ballast.tables.compare.Labels;
import io.ballast.tables.compare.Weighting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, settled by a first look at the target.
 *
 * @param task what the model predicts
 * @param classes in order, positive last; empty for numbers
 * @param weights weight of each class; empty without weights by class
 */
record PerformancePlan(PerformanceTask task, List<String> classes, double[] weights) {
  private static final int MOST_CLASSES = 1000;

  /** Settles a request, or says what is wrong with it. */
  static PerformancePlan of(Table table, PerformanceRequest request) {
    checkColumns(table, request);
    Labels labels = new Labels(MOST_CLASSES + 1);
    long[] counts = new long[MOST_CLASSES + 1];
    Column target = table.schema().find(request.target()).orElseThrow();
    boolean mayBeClasses =
        request.query() == null
            && request.task() != PerformanceTask.REGRESSION
            && request.task() != PerformanceTask.RANKING;
    if (mayBeClasses) {
      count(table, target, labels, counts);
    }
    PerformanceTask task = task(request, target, labels.size());
    if (task == PerformanceTask.REGRESSION || task == PerformanceTask.RANKING) {
      checkNumbers(request, task);
      return new PerformancePlan(task, List.of(), new double[0]);
    }
    List<String> found = labels.all();
    List<String> classes =
        request.classes().isEmpty()
            ? Labels.sorted(withPredicted(table, request, task, found))
            : request.classes();
    checkClasses(table, request, task, classes);
    long[] ofClasses =
        classes.stream()
            .mapToLong(name -> found.contains(name) ? counts[found.indexOf(name)] : 0)
            .toArray();
    return new PerformancePlan(task, classes, weights(request.weighting(), ofClasses));
  }

  /** The classes of the target; without scores also those that were predicted and never true. */
  private static List<String> withPredicted(
      Table table, PerformanceRequest request, PerformanceTask task, List<String> ofTarget) {
    String prediction = request.prediction();
    if (task != PerformanceTask.MULTICLASS || prediction == null || !request.scores().isEmpty()) {
      return ofTarget;
    }
    Labels labels = new Labels(MOST_CLASSES + 1);
    count(table, table.schema().find(prediction).orElseThrow(), labels, new long[MOST_CLASSES + 1]);
    List<String> all = new ArrayList<>(ofTarget);
    labels.all().stream().filter(label -> !all.contains(label)).forEach(all::add);
    return all;
  }

  private static void count(Table table, Column target, Labels labels, long[] counts) {
    Labels.Reader reader = labels.reader(target.type());
    table.scan(
        List.of(target.name()),
        batch -> {
          Vector vector = batch.vector(0);
          for (int row = 0; row < batch.rows(); row++) {
            int label = reader.number(vector, row);
            if (label >= 0) {
              counts[label]++;
            }
          }
          return true;
        });
  }

  private static PerformanceTask task(PerformanceRequest request, Column target, int labels) {
    if (request.task() != null) {
      return request.task();
    }
    if (request.query() != null) {
      return PerformanceTask.RANKING;
    }
    if (!request.scores().isEmpty()) {
      return PerformanceTask.MULTICLASS;
    }
    if (!request.classes().isEmpty()) {
      return request.classes().size() == 2 ? PerformanceTask.BINARY : PerformanceTask.MULTICLASS;
    }
    if (target.type().isNumeric() && labels > 2) {
      return PerformanceTask.REGRESSION;
    }
    return labels > 2 ? PerformanceTask.MULTICLASS : PerformanceTask.BINARY;
  }

  private static void checkNumbers(PerformanceRequest request, PerformanceTask task) {
    boolean isRanking = task == PerformanceTask.RANKING;
    if (request.score() == null && (isRanking || request.prediction() == null)) {
      throw ProblemException.usage(
          "a task of " + task.word() + " without " + (isRanking ? "--score" : "--prediction"),
          "it is measured by a predicted number",
          "name its column");
    }
    if (isRanking && request.query() == null) {
      throw ProblemException.usage(
          "a ranking without --query",
          "items are ranked within a query",
          "name the column that tells the queries apart");
    }
    if (request.weighting() instanceof Weighting.Balanced
        || request.weighting() instanceof Weighting.ByClass
        || (isRanking && !(request.weighting() instanceof Weighting.None))) {
      throw ProblemException.usage(
          "--weights " + request.weighting().spelled(),
          isRanking ? "items of queries have no weights" : "numbers have no classes",
          isRanking ? "leave the flag out" : "weigh by a column: --weights column:NAME");
    }
  }

  private static void checkClasses(
      Table table, PerformanceRequest request, PerformanceTask task, List<String> classes) {
    int most = task == PerformanceTask.BINARY ? 2 : MOST_CLASSES;
    if (classes.size() < 2 || classes.size() > most) {
      throw ProblemException.input(
          "column "
              + request.target()
              + " of "
              + table.name()
              + " has "
              + (classes.size() > MOST_CLASSES ? "more than " + MOST_CLASSES : classes.size())
              + " classes",
          "a task of " + task.word() + " has " + (most == 2 ? "2" : "2 to " + most),
          "name them with --classes, or another --task");
    }
    if (request.score() == null && request.prediction() == null && request.scores().isEmpty()) {
      throw ProblemException.usage(
          "neither --score nor --prediction",
          "a class is predicted by a score, a decision or both",
          "name a column");
    }
    if (task == PerformanceTask.MULTICLASS
        && (request.scores().isEmpty()
            ? request.prediction() == null
            : request.scores().size() != classes.size())) {
      throw ProblemException.usage(
          request.scores().size() + " columns of --scores for " + classes.size() + " classes",
          "each class has one, in the order of --classes, or there is a --prediction",
          "name them, or the column of the predicted class");
    }
  }

  private static double[] weights(Weighting weighting, long[] counts) {
    if (weighting instanceof Weighting.Balanced) {
      return ClassWeights.balanced(counts);
    }
    if (weighting instanceof Weighting.ByClass list) {
      double[] weights = list.weights().stream().mapToDouble(weight -> weight).toArray();
      try {
        return ClassWeights.list(weights, counts.length);
      } catch (IllegalArgumentException e) {
        throw ProblemException.usage(
            "--weights " + list.spelled(),
            String.valueOf(e.getMessage()),
            "write them in the order of the classes");
      }
    }
    return new double[0];
  }

  private static void checkColumns(Table table, PerformanceRequest request) {
    check(table, "--target", request.target(), false);
    check(table, "--prediction", request.prediction(), false);
    check(table, "--score", request.score(), true);
    request.scores().forEach(name -> check(table, "--scores", name, true));
    check(table, "--query", request.query(), false);
    check(table, "--by", request.by(), false);
    check(table, "--timestamp", request.timestamp(), false);
    if (request.weighting() instanceof Weighting.ByColumn column) {
      check(table, "--weights", column.name(), true);
    }
    if (request.every() != null && request.every().isOfTime() && request.timestamp() == null) {
      throw ProblemException.usage(
          "--every " + request.every().spelled(),
          "windows of time need the instant of each row",
          "name its column with --timestamp");
    }
  }

  private static void check(
      Table table, String flag, @Nullable String name, boolean mustBeNumeric) {
    if (name == null) {
      return;
    }
    ColumnType type = table.schema().find(name).map(Column::type).orElse(null);
    if (type == null) {
      List<String> names = new ArrayList<>();
      table.schema().columns().forEach(column -> names.add(column.name()));
      throw ProblemException.usage(
          flag + " " + name,
          "there is no such column in " + table.name(),
          "it has " + String.join(", ", names));
    }
    if (mustBeNumeric && type.isString() && type != ColumnType.MISSING) {
      throw ProblemException.input(
          "column " + name + " of " + table.name() + " holds text",
          flag + " is a number",
          "name a numeric column");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PerformancePlan plan
        && task == plan.task
        && classes.equals(plan.classes)
        && Arrays.equals(weights, plan.weights);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * task.hashCode() + classes.hashCode()) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return task + " " + classes + " " + Arrays.toString(weights);
  }
}
