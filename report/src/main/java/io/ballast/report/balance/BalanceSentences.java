package io.ballast.report.balance;

import io.ballast.balance.BalanceReport;
import io.ballast.balance.BalanceReport.Measured;
import io.ballast.balance.measure.Fidelity;
import io.ballast.balance.measure.Measures;
import io.ballast.balance.measure.PrivacyMeasures;
import io.ballast.balance.measure.Scores;
import io.ballast.balance.measure.Usefulness;
import io.ballast.balance.plan.Cell;
import io.ballast.balance.plan.Mode;
import io.ballast.report.Figures;
import io.ballast.report.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was done to a table, and what to beware of, in words. */
final class BalanceSentences {

  /** Above this the discriminator is worth a warning. */
  private static final double TOLD_APART = 0.65;

  /** Above this share of rows nearer to the input the copy is worth a warning. */
  private static final double TOO_NEAR = 0.6;

  private static final int NAMED = 6;

  private final BalanceReport report;
  private final Figures figures;

  BalanceSentences(BalanceReport report, Figures figures) {
    this.report = report;
    this.figures = figures;
  }

  /** What was done, in one sentence. */
  String done() {
    String input = figures.count(report.rows().input()) + " rows";
    String generated = figures.count(report.rows().generated());
    String columns = String.join(", ", names());
    if (report.mode() == Mode.REPLACE) {
      return columns.isEmpty()
          ? "The " + input + " are replaced by " + generated + " synthetic ones."
          : "The %s are replaced by %s synthetic ones: %s of %s, %s."
              .formatted(input, generated, cells(), columns, sizes());
    }
    String how =
        report.mode() == Mode.MARGINAL
            ? "so that each of " + columns + " is as flat by itself as whole rows allow"
            : "so that " + cells() + " of " + columns + " have " + sizes();
    return "%s synthetic rows are added to the %s, %s.".formatted(generated, input, how);
  }

  /** What was done, short. */
  String headline() {
    String generated = figures.count(report.rows().generated());
    if (report.rows().generated() == 0) {
      return "No row was added: the cells have what they shall have.";
    }
    if (report.columns().isEmpty()) {
      return generated + " synthetic rows with the shares of the input.";
    }
    String columns = String.join(" and ", names());
    return switch (report.mode()) {
      case REPLACE -> "%s synthetic rows: %s, %s.".formatted(generated, cells(), sizes());
      case AUGMENT -> "%s rows added: %s, %s.".formatted(generated, cells(), sizes());
      case MARGINAL ->
          "%s rows added: %s %s as flat as whole rows allow."
              .formatted(generated, columns, report.columns().size() == 1 ? "is" : "are each");
    };
  }

  /** How like and how useful the rows are, in few words; what was not measured is said. */
  String lead() {
    Measured measured = report.measured();
    if (measured == null) {
      return "Nothing was measured.";
    }
    Measures measures = measured.measures();
    List<String> text = new ArrayList<>();
    text.add(
        "Boosted trees know a generated row from a real one with AUC %s; 0.5 or less is not at all."
            .formatted(figures.fixed(measures.discriminatorAuc(), 2)));
    PrivacyMeasures privacy = measures.privacy();
    if (privacy != null) {
      text.add(
          "%s of the generated rows are nearer to an input row than to a held-out one; chance gives 50%%."
              .formatted(figures.share(privacy.dcrShare())));
    }
    return String.join(" ", text);
  }

  private String cells() {
    long filled = report.cells().stream().filter(cell -> total(cell) > 0).count();
    return figures.count(filled) + (filled == 1 ? " cell" : " cells");
  }

  private List<String> names() {
    return report.columns().stream().map(Names::visible).toList();
  }

  /** Rows of a cell in the output. */
  long total(Cell cell) {
    return (long) cell.generated() + (report.mode() == Mode.REPLACE ? 0 : cell.real());
  }

  private String sizes() {
    long min = Long.MAX_VALUE;
    long max = 0;
    for (Cell cell : report.cells()) {
      if (total(cell) > 0) {
        min = Math.min(min, total(cell));
        max = Math.max(max, total(cell));
      }
    }
    if (max == 0) {
      return "no rows";
    }
    return min == max
        ? figures.count(min) + " rows each"
        : figures.count(min) + " to " + figures.count(max) + " rows each";
  }

  /** How like the input the generated rows are; empty when nothing was measured. */
  List<String> findings() {
    List<String> sentences = new ArrayList<>();
    Measured measured = report.measured();
    if (measured == null) {
      return sentences;
    }
    Measures measures = measured.measures();
    Fidelity fidelity = measures.fidelity();
    sentences.add(
        "Likeness: accuracy %s, as many other real rows would reach %s; column shapes %s, pair trends %s."
            .formatted(
                figures.distance(fidelity.accuracy()),
                figures.distance(fidelity.accuracyCeiling()),
                figures.distance(fidelity.columnShapes()),
                figures.distance(fidelity.columnPairTrends())));
    sentences.add(
        "Told apart: boosted trees know a generated row from a real one with AUC %s (0.5 or less: not at all)."
            .formatted(figures.distance(measures.discriminatorAuc())));
    PrivacyMeasures privacy = measures.privacy();
    if (privacy != null) {
      sentences.add("Closeness: " + closeness(privacy));
    }
    Usefulness usefulness = measures.usefulness();
    if (usefulness != null) {
      sentences.add("Usefulness: " + useful(usefulness));
    }
    return sentences;
  }

  /** How near the generated rows are to the input's. */
  String closeness(PrivacyMeasures privacy) {
    return "%s of the generated rows are nearer to an input row than to a held-out one (50%%: chance); %s equal an input row, of held-out rows %s do. This is not differential privacy."
        .formatted(
            figures.share(privacy.dcrShare()),
            figures.share(privacy.exactCopies()),
            figures.share(privacy.exactCopiesHoldout()));
  }

  /** What learners gain. */
  String useful(Usefulness usefulness) {
    if (usefulness.byTraining().containsKey("synthetic")) {
      return "%s = %s is predicted on held-out real rows with ROC-AUC %s after learning from synthetic rows, %s after real ones."
          .formatted(
              Names.visible(usefulness.target()),
              Names.visible(usefulness.positive()),
              figures.distance(usefulness.mean("synthetic").rocAuc()),
              figures.distance(usefulness.mean("real").rocAuc()));
    }
    Scores none = usefulness.mean("none");
    Scores balanced = usefulness.mean("ballast");
    return "%s = %s on held-out real rows, mean of three learners: balanced accuracy %s after balancing, %s before; ROC-AUC %s and %s; average precision %s and %s. Balancing helps weak learners and fixed thresholds, a strong learner's AUC it does not."
        .formatted(
            Names.visible(usefulness.target()),
            Names.visible(usefulness.positive()),
            figures.distance(balanced.balancedAccuracy()),
            figures.distance(none.balancedAccuracy()),
            figures.distance(balanced.rocAuc()),
            figures.distance(none.rocAuc()),
            figures.distance(balanced.prAuc()),
            figures.distance(none.prAuc()));
  }

  /** What is kept in every row; empty when nothing was found. */
  String kept() {
    String kept =
        report.dependencies().stream()
            .filter(dependency -> !dependency.kind().equals("pairs"))
            .limit(NAMED)
            .map(dependency -> dependency.text())
            .collect(Collectors.joining("; "));
    String impossible = impossible();
    String all =
        kept.isEmpty() || impossible.isEmpty() ? kept + impossible : kept + "; " + impossible;
    return all.isEmpty() ? "" : "Kept in every row: " + all + ".";
  }

  /** In how many pairs of columns combinations never occur; empty when in none. */
  String impossible() {
    long pairs =
        report.dependencies().stream()
            .filter(dependency -> dependency.kind().equals("pairs"))
            .count();
    return pairs == 0
        ? ""
        : "combinations that never occur in "
            + figures.count(pairs)
            + (pairs == 1 ? " pair of columns" : " pairs of columns");
  }

  /** Columns whose values are new; empty when there are none. */
  String regenerated() {
    return report.regenerated().isEmpty()
        ? ""
        : "Made anew, never copied: "
            + report.regenerated().stream()
                .map(column -> column.name() + " (" + column.reason() + ")")
                .collect(Collectors.joining(", "))
            + ".";
  }

  /** What to beware of. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>(report.warnings());
    Measured measured = report.measured();
    if (measured == null) {
      return warnings;
    }
    if (measured.measures().discriminatorAuc() > TOLD_APART) {
      warnings.add(
          "Generated rows can be told from real ones; look at the columns that differ most before you rely on them.");
    }
    PrivacyMeasures privacy = measured.measures().privacy();
    if (privacy != null && privacy.dcrShare() > TOO_NEAR && report.mode() == Mode.REPLACE) {
      warnings.add(
          "Generated rows are nearer to input rows than chance would have them; --privacy private keeps them further.");
    }
    return warnings;
  }
}
