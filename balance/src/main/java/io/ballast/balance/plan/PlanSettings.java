package io.ballast.balance.plan;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the cells are brought to.
 *
 * @param mode what becomes of the rows that are there
 * @param rows rows of the output in replace mode; without it as the input, or as a file of counts
 *     says
 * @param targetRatio augment: part of the largest cell that each cell is brought to
 * @param allCells whether combinations that no row has are cells too
 * @param shares what the cells are in proportion to
 * @param file the shares of {@link Shares#FILE}
 * @param maxRatio most generated rows for each real one of a cell
 * @param keepMissing whether a missing value is a value of its own; else rows with one are no cell
 */
public record PlanSettings(
    Mode mode,
    OptionalInt rows,
    double targetRatio,
    boolean allCells,
    Shares shares,
    @Nullable ShareFile file,
    OptionalDouble maxRatio,
    boolean keepMissing) {

  /** As many rows as the table has, in its shares. */
  public static PlanSettings copy() {
    return new PlanSettings(
        Mode.REPLACE,
        OptionalInt.empty(),
        1,
        false,
        Shares.OBSERVED,
        null,
        OptionalDouble.empty(),
        true);
  }

  /** The same with the shares of a file. */
  public PlanSettings with(ShareFile shareFile) {
    return new PlanSettings(
        mode, rows, targetRatio, allCells, Shares.FILE, shareFile, maxRatio, keepMissing);
  }

  /** What cells are in proportion to. */
  public enum Shares {
    /** Each the same. */
    EQUAL,
    /** As in the input. */
    OBSERVED,
    /** As a file says. */
    FILE
  }
}
