package io.ballast.report;

import io.ballast.stats.drift.ClassPart;
import io.ballast.stats.drift.ClassShare;
import io.ballast.stats.drift.Fugacity;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Classes;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What moved inside the classes, and what their shares alone explain. */
final class ClassSentences {
  private static final String SHARE_ONLY = "class share only";
  private static final String BY_PREDICTION = "prediction";

  private final double alpha;
  private final Figures figures;

  ClassSentences(DriftReport report, Figures figures) {
    this.alpha = report.alpha();
    this.figures = figures;
  }

  /**
   * What moved beside a weighted verdict: the classes inside which the column changed, or the class
   * share alone; empty when nothing can be said.
   */
  String movedClasses(ColumnResult column, @Nullable Classes classes) {
    List<ClassPart> parts = parts(column);
    if (classes == null || parts.isEmpty()) {
      return "";
    }
    List<String> moved = labels(parts, true);
    List<String> still = labels(parts, false);
    if (moved.isEmpty()) {
      boolean isShareOnly = column.verdict() == Verdict.DRIFT && still.size() == parts.size();
      return isShareOnly && isShareProven(classes)
          ? "It did because "
              + Words.lowerFirst(shareChange(classes))
              + "; within the classes nothing moved."
          : "";
    }
    if (moved.size() == parts.size()) {
      return parts.size() == 2 ? "Both classes moved." : "All " + parts.size() + " classes moved.";
    }
    String text = classList(moved) + " moved";
    if (!still.isEmpty()) {
      text += ", " + Words.lowerFirst(classList(still)) + " did not";
    }
    return text + ".";
  }

  /** What moved, in two or three words for a table; empty when nothing is to be said. */
  String movedShort(ColumnResult column, @Nullable Classes classes) {
    if (Statements.isLargeUnproven(column)) {
      return "large, not proven";
    }
    if (column.verdict() != Verdict.DRIFT || classes == null || parts(column).isEmpty()) {
      return "";
    }
    List<ClassPart> parts = parts(column);
    List<String> moved = labels(parts, true);
    if (moved.size() == parts.size()) {
      return parts.size() == 2 ? "both classes" : "every class";
    }
    if (!moved.isEmpty()) {
      return "inside " + Words.lowerFirst(classList(moved));
    }
    return isShareProven(classes) && labels(parts, false).size() == parts.size() ? SHARE_ONLY : "";
  }

  /**
   * The sentence on the minority that statistics.md 3.5 defines, with its figures; empty when it
   * does not hold.
   */
  Optional<String> minority(ColumnResult column, @Nullable Classes classes) {
    List<ClassPart> parts = parts(column);
    if (classes == null || parts.isEmpty()) {
      return Optional.empty();
    }
    ClassPart minority = parts.get(classes.minority());
    ClassPart majority = parts.get(classes.majority());
    if (!Boolean.TRUE.equals(minority.moved()) || Boolean.TRUE.equals(majority.moved())) {
      return Optional.empty();
    }
    String rest =
        majority.moved() == null
            ? "the majority has too few rows to say"
            : "the majority (class " + Names.visible(majority.label()) + ") did not";
    return Optional.of(
        "The minority class moved: inside class "
            + Names.visible(minority.label())
            + " the PSI of "
            + Names.spoken(column.name())
            + " is "
            + figures.spoken(Objects.requireNonNull(minority.effect()).judged())
            + " ("
            + "adjusted "
            + figures.namedP(Objects.requireNonNull(minority.evidence()).pAdjusted())
            + "); "
            + rest
            + ".");
  }

  /** The class shares of both sides and whether their change is proven. */
  String classShare(Classes classes) {
    ClassShare share = classes.share();
    int k = classes.minority();
    String test = test(share);
    String shares =
        "from "
            + figures.share(share(share.reference(), k))
            + " to "
            + figures.share(share(share.current(), k))
            + " of the rows";
    if (Double.isNaN(share.p())) {
      return "The class shares cannot be compared: one side has no row with a class.";
    }
    if (!isShareProven(classes)) {
      return "The class shares did not change provably: class "
          + Names.visible(share.labels().get(k))
          + " went "
          + shares
          + " ("
          + test
          + ", "
          + figures.namedP(share.p())
          + ").";
    }
    return shareChange(classes)
        + ": "
        + shares
        + " ("
        + test
        + ", "
        + figures.namedP(share.p())
        + ").";
  }

  /**
   * Which share of the predictions changed most, and whether that is proven; empty where nothing
   * tells the predicted class, or the classes of the result are the predicted ones already.
   */
  String predicted(Result result) {
    Fugacity predicted = result.predicted();
    Classes classes = result.classes();
    if (predicted == null || (classes != null && classes.rule().equals(BY_PREDICTION))) {
      return "";
    }
    double p = predicted.test().p();
    if (Double.isNaN(p)) {
      return "The predictions cannot be compared: one side has none.";
    }
    Fugacity.Change most = predicted.classes().get(0);
    for (Fugacity.Change change : predicted.classes()) {
      most = Math.abs(change.difference()) >= Math.abs(most.difference()) ? change : most;
    }
    return (p < alpha ? "The predictions changed" : "The predictions did not change provably")
        + ": class "
        + Names.visible(most.label())
        + " went from "
        + figures.share(most.reference())
        + " to "
        + figures.share(most.current())
        + " of them ("
        + test(predicted.test())
        + ", "
        + figures.namedP(p)
        + ").";
  }

  private static String test(ClassShare share) {
    return share.test().equals("fisher")
        ? "Fisher's exact test"
        : "chi-square test over " + share.labels().size() + " classes";
  }

  /** {@code Class 1 became 3.3 times as frequent}. */
  private String shareChange(Classes classes) {
    ClassShare share = classes.share();
    int k = classes.minority();
    double before = share(share.reference(), k);
    double after = share(share.current(), k);
    String name = "Class\u00a0" + Names.visible(share.labels().get(k));
    if (after == 0) {
      return name + " vanished";
    }
    if (after >= before) {
      return name + " became " + figures.times(after / before) + " as frequent";
    }
    return name + " became " + figures.times(before / after) + " rarer";
  }

  boolean isShareProven(Classes classes) {
    return classes.share().p() < alpha;
  }

  /** How many drifted columns the class share alone explains; empty when it explains none. */
  String explainedByShare(Result result) {
    Classes classes = result.classes();
    if (classes == null) {
      return "";
    }
    List<ColumnResult> drifted =
        result.columns().stream().filter(column -> column.verdict() == Verdict.DRIFT).toList();
    long explained =
        drifted.stream().filter(column -> movedShort(column, classes).equals(SHARE_ONLY)).count();
    if (explained == 0 || drifted.size() == 1) {
      return "";
    }
    return "That alone explains "
        + explained
        + " of the "
        + drifted.size()
        + " columns that drifted.";
  }

  static double share(List<Long> counts, int k) {
    return counts.get(k) / (double) counts.stream().mapToLong(Long::longValue).sum();
  }

  private static List<ClassPart> parts(ColumnResult column) {
    return column.weighted() == null ? List.of() : column.weighted().perClass();
  }

  private static List<String> labels(List<ClassPart> parts, boolean moved) {
    List<String> labels = new ArrayList<>();
    for (ClassPart part : parts) {
      if (part.moved() != null && part.moved() == moved) {
        labels.add(Names.visible(part.label()));
      }
    }
    return labels;
  }

  private static String classList(List<String> labels) {
    return (labels.size() == 1 ? "Class\u00a0" : "Classes ") + Names.list(labels, 3);
  }
}
