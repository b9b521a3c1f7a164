package io.ballast.stats.bins;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Distances between the distribution functions of two ladders with the same steps:
 * Kolmogorov-Smirnov and Wasserstein-1.
 *
 * <p>Between two split values the functions are known at the ends only, unless the gap's values
 * were collected. A gap in which only one side has rows needs no values. {@link #want} asks for the
 * gaps that could still change the result, the most promising first.
 */
public final class LadderDistance {

  private final Ladder reference;
  private final Ladder current;
  private final Weighing.Spread left;
  private final Weighing.Spread right;

  /**
   * A pair of ladders.
   *
   * @param reference with at least one value
   * @param current on the same steps, with at least one value
   * @param weighing how rows count, on both sides
   */
  public LadderDistance(Ladder reference, Ladder current, Weighing weighing) {
    this(reference, current, weighing.over(reference), weighing.over(current));
  }

  /**
   * A pair of ladders; for one reference and many current sides.
   *
   * @param reference with at least one value
   * @param current on the same steps, with at least one value
   * @param left how rows of the reference count
   * @param right how rows of the current side count, weighed alike
   */
  public LadderDistance(
      Ladder reference, Ladder current, Weighing.Spread left, Weighing.Spread right) {
    if (reference.steps() != current.steps()) {
      throw new IllegalArgumentException("the ladders have different steps");
    }
    this.reference = reference;
    this.current = current;
    this.left = left;
    this.right = right;
  }

  /**
   * A distance that is known within bounds.
   *
   * @param value the greatest value that is proven
   * @param bound the distance is not above this; equals {@code value} when the distance is exact
   */
  public record Bounded(double value, double bound) {}

  /** Kolmogorov-Smirnov: the greatest difference of the distribution functions, in [0, 1]. */
  public Bounded kolmogorovSmirnov() {
    List<Open> open = new ArrayList<>();
    double value = walk(open);
    double bound = value;
    for (Open gap : open) {
      bound = Math.max(bound, gap.potential);
    }
    return new Bounded(value, bound);
  }

  /**
   * Makes both ladders want the gaps in which the Kolmogorov-Smirnov distance may lie.
   *
   * @param maxRows rows of both sides that may be collected for it; gaps beyond that stay unknown
   * @return rows of both sides that are to be collected now and were not before
   */
  public long want(long maxRows) {
    List<Open> open = new ArrayList<>();
    double value = walk(open);
    open.removeIf(gap -> gap.potential <= value);
    open.sort(
        Comparator.comparingDouble((Open gap) -> -gap.potential).thenComparingInt(gap -> gap.cell));
    long rows = 0;
    for (Open gap : open) {
      long more = reference.rowsToCollect(gap.cell) + current.rowsToCollect(gap.cell);
      if (rows + more > maxRows) {
        break;
      }
      rows += more;
      reference.want(gap.cell);
      current.want(gap.cell);
    }
    return rows;
  }

  private record Open(int cell, double potential) {}

  /*
   * Where the current side has no row its function is level and the other rises: the greatest difference is at an end
   * of such a stretch, that is, before or after a cell in which it has rows.
   */
  private double walk(List<Open> open) {
    double greatest = 0;
    int cells = reference.steps().cells();
    for (int cell = 0; cell < cells; cell++) {
      if (current.isEmpty(cell)) {
        continue;
      }
      double before = left.below(cell) - right.below(cell);
      greatest = Math.max(greatest, Math.abs(before));
      if (!Steps.isPoint(cell)) {
        double leftShare = left.of(cell);
        double rightShare = right.of(cell);
        if (leftShare > 0 && rightShare > 0) {
          GapValues leftDetail = reference.detail(cell);
          GapValues rightDetail = current.detail(cell);
          if (leftDetail != null && rightDetail != null) {
            greatest =
                Math.max(
                    greatest,
                    inside(cell, left.from(cell), right.from(cell), leftDetail, rightDetail));
            continue;
          }
          double potential = Math.max(Math.abs(before + leftShare), Math.abs(before - rightShare));
          // Of the many gaps of a long walk few could still beat what is proven.
          if (potential > greatest) {
            open.add(new Open(cell, potential));
          }
        }
      }
      greatest = Math.max(greatest, Math.abs(left.below(cell + 1) - right.below(cell + 1)));
    }
    return greatest;
  }

  private static double inside(
      int cell,
      Weighing.Sum left,
      Weighing.Sum right,
      GapValues leftDetail,
      GapValues rightDetail) {
    double greatest = 0;
    int i = 0;
    int j = 0;
    while (i < leftDetail.size() || j < rightDetail.size()) {
      double next =
          Math.min(
              i < leftDetail.size() ? leftDetail.value(i) : Double.POSITIVE_INFINITY,
              j < rightDetail.size() ? rightDetail.value(j) : Double.POSITIVE_INFINITY);
      if (i < leftDetail.size() && leftDetail.value(i) == next) {
        left.pass(cell, i++);
      }
      if (j < rightDetail.size() && rightDetail.value(j) == next) {
        right.pass(cell, j++);
      }
      greatest = Math.max(greatest, Math.abs(left.share() - right.share()));
    }
    return greatest;
  }

  /**
   * Wasserstein-1: the area between the distribution functions, in the unit of the column.
   *
   * <p>Needs every gap in which both sides have rows in detail.
   *
   * @return null while such a gap is not known; {@link #wantAll} asks for them
   */
  public @Nullable Double wasserstein() {
    Steps steps = reference.steps();
    Weighing.Sum leftSum = left.from(0);
    Weighing.Sum rightSum = right.from(0);
    double area = 0;
    double last = Double.NaN;
    for (int cell = 0; cell < steps.cells(); cell++) {
      GapValues leftDetail = Steps.isPoint(cell) ? null : reference.detail(cell);
      GapValues rightDetail = Steps.isPoint(cell) ? null : current.detail(cell);
      if (Steps.isPoint(cell)) {
        if (reference.count(cell) + current.count(cell) > 0) {
          area += step(leftSum, rightSum, last, steps.low(cell));
          last = steps.low(cell);
          leftSum.pass(cell);
          rightSum.pass(cell);
        }
        continue;
      }
      if (leftDetail == null || rightDetail == null) {
        return null;
      }
      int i = 0;
      int j = 0;
      while (i < leftDetail.size() || j < rightDetail.size()) {
        double next =
            Math.min(
                i < leftDetail.size() ? leftDetail.value(i) : Double.POSITIVE_INFINITY,
                j < rightDetail.size() ? rightDetail.value(j) : Double.POSITIVE_INFINITY);
        area += step(leftSum, rightSum, last, next);
        last = next;
        if (i < leftDetail.size() && leftDetail.value(i) == next) {
          leftSum.pass(cell, i++);
        }
        if (j < rightDetail.size() && rightDetail.value(j) == next) {
          rightSum.pass(cell, j++);
        }
      }
    }
    return area;
  }

  private static double step(Weighing.Sum left, Weighing.Sum right, double last, double next) {
    return Double.isNaN(last) ? 0 : Math.abs(left.share() - right.share()) * (next - last);
  }

  /** Makes both ladders want every gap that has rows. */
  public void wantAll() {
    for (int gap = 0; gap < reference.steps().cells(); gap += 2) {
      if (reference.count(gap) > 0) {
        reference.want(gap);
      }
      if (current.count(gap) > 0) {
        current.want(gap);
      }
    }
  }
}
