package io.ballast.cli;

import io.ballast.stats.catalog.Catalog;
import io.ballast.stats.drift.Control;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.DriftRule;
import io.ballast.tables.ProblemException;
import io.ballast.tables.compare.ComparisonRequest;
import io.ballast.tables.compare.Every;
import io.ballast.tables.compare.PeerParity;
import io.ballast.tables.compare.Roles;
import io.ballast.tables.compare.Weighting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code ballast drift} compares and how: columns, roles, metrics. */
final class DriftOptions {

  @Mixin final RowOptions rows = new RowOptions();
  @Mixin final AlarmOptions alarms = new AlarmOptions();

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "A,B",
      description =
          "Compare these columns; default all that both have, without keys, ids and free text.")
  List<String> columns = List.of();

  @Option(
      names = "--exclude",
      split = ",",
      paramLabel = "A,B",
      description = "Leave these columns out.")
  List<String> exclude = List.of();

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "The class or value that came true.")
  @Nullable String target;

  @Option(names = "--prediction", paramLabel = "COLUMN", description = "The predicted class.")
  @Nullable String prediction;

  @Option(
      names = "--score",
      paramLabel = "COLUMN",
      description = "The model's score of the last class.")
  @Nullable String score;

  @Option(names = "--id", paramLabel = "COLUMN", description = "What names a row.")
  @Nullable String id;

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "0,1",
      description = "The classes in order, positive last; default those of the reference, sorted.")
  List<String> classes = List.of();

  @Option(
      names = "--weight-class",
      paramLabel = "target|prediction",
      description =
          "Which column gives the class; default the target when it is known well enough.")
  @Nullable String weightClass;

  @Option(
      names = "--metric",
      split = ",",
      paramLabel = "NAME,...",
      description = "The first makes the verdict, all are reported; default psi.")
  List<String> metrics = List.of("psi");

  @Option(
      names = "--bins",
      paramLabel = "N|RULE|COLUMN=EDGES",
      description =
          "Bins of numeric columns: so many of equally many rows (default 10), of equal width"
              + " (width:N), as many as sturges or doane say, or edges, age=30:50:65. Repeat it for"
              + " further columns.")
  List<String> bins = List.of();

  @Option(
      names = "--parity",
      paramLabel = "TOOL",
      description =
          "Adds the figures that fiddler, evidently, nannyml or deepchecks print; but for fiddler"
              + " of one window without segments.")
  @Nullable String parity;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of every random procedure; default 1.")
  long seed = 1;

  /**
   * The request that the flags spell.
   *
   * @throws ProblemException for a value that a flag does not take
   */
  ComparisonRequest request() {
    double threshold = rows.threshold();
    Every every = rows.every();
    alarms.check(every);
    return new ComparisonRequest(
        columns,
        exclude,
        new Roles(
            target, prediction, score, threshold, rows.timestamp, id, RowOptions.distinct(classes)),
        rows.weighting(),
        classSource(weightClass),
        rows.by,
        every,
        BinFlags.parse(bins),
        rule(metrics, alarms.control()),
        isFiddler(),
        seed);
  }

  /** Reads {@code --weight-class}. */
  static Weighting.ClassSource classSource(@Nullable String text) {
    if (text == null) {
      return Weighting.ClassSource.RULE;
    }
    return switch (text) {
      case "target" -> Weighting.ClassSource.TARGET;
      case "prediction" -> Weighting.ClassSource.PREDICTION;
      default ->
          throw ProblemException.usage(
              "--weight-class " + text,
              "the class comes from target or prediction",
              "write one of the two");
    };
  }

  private static DriftRule rule(List<String> names, Control control) {
    List<DriftMetric> asked = new ArrayList<>();
    for (String name : names) {
      asked.add(metric(name.strip()));
    }
    Set<DriftMetric> further = EnumSet.copyOf(DriftRule.defaults().metrics());
    further.addAll(asked);
    further.remove(asked.get(0));
    DriftRule defaults = DriftRule.defaults();
    return new DriftRule(
        asked.get(0),
        List.copyOf(further),
        defaults.alpha(),
        defaults.minimumRows(),
        defaults.minimumMinorityRows(),
        control);
  }

  private static DriftMetric metric(String name) {
    for (DriftMetric metric : DriftMetric.values()) {
      if (metric.id().equals(name.toLowerCase(Locale.ROOT))) {
        return metric;
      }
    }
    String ids =
        String.join(", ", Arrays.stream(DriftMetric.values()).map(DriftMetric::id).toList());
    boolean isKnown = Catalog.read().find(name.toLowerCase(Locale.ROOT)).isPresent();
    throw ProblemException.usage(
        "--metric " + name,
        isKnown
            ? "is a metric that no statement about a column carries, those that do are " + ids
            : "the metrics are " + ids,
        "name one of them");
  }

  private boolean isFiddler() {
    return parity != null && peer() == null;
  }

  /**
   * The tool whose figures are computed from whole columns; null for none or Fiddler.
   *
   * @throws ProblemException for a tool that is not known, or one beside windows or segments
   */
  @Nullable PeerParity peer() {
    if (parity == null || parity.equals("fiddler")) {
      return null;
    }
    for (PeerParity peer : PeerParity.values()) {
      if (peer.word().equals(parity)) {
        if (rows.by != null || rows.every != null) {
          throw ProblemException.usage(
              "--parity " + parity + " with " + (rows.by != null ? "--by" : "--every"),
              "its figures are of one window without segments",
              "leave one of the two out");
        }
        return peer;
      }
    }
    throw ProblemException.usage(
        "--parity " + parity,
        "the figures of fiddler, evidently, nannyml or deepchecks can be added",
        "name one of them");
  }
}
