package io.ballast.tables.compare;

import io.ballast.stats.drift.DriftRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to compare and how.
 *
 * @param columns to compare; empty for all that both tables have and that statements can be made of
 * @param exclude never compared
 * @param roles which column plays which part
 * @param weighting beside the plain statement
 * @param classSource which column gives the class
 * @param by column whose values split both tables into segments; null for none
 * @param every length of a window; null for one window
 * @param binning how the bins of numeric columns are found
 * @param rule the rule that makes verdicts
 * @param fiddlerParity whether Fiddler's figures are added
 * @param seed of every random procedure
 * @param parityBins bins of Fiddler's figures that were chosen before
 * @param truth column that is known late: only rows that have a value are compared in it; null for
 *     none
 */
public record ComparisonRequest(
    List<String> columns,
    List<String> exclude,
    Roles roles,
    Weighting weighting,
    Weighting.ClassSource classSource,
    @Nullable String by,
    @Nullable Every every,
    Binning binning,
    DriftRule rule,
    boolean fiddlerParity,
    long seed,
    ParityBins parityBins,
    @Nullable String truth) {

  public ComparisonRequest {
    columns = List.copyOf(columns);
    exclude = List.copyOf(exclude);
  }

  /** A request whose bins all come from the reference, and whose truth is the target. */
  public ComparisonRequest(
      List<String> columns,
      List<String> exclude,
      Roles roles,
      Weighting weighting,
      Weighting.ClassSource classSource,
      @Nullable String by,
      @Nullable Every every,
      Binning binning,
      DriftRule rule,
      boolean fiddlerParity,
      long seed) {
    this(
        columns,
        exclude,
        roles,
        weighting,
        classSource,
        by,
        every,
        binning,
        rule,
        fiddlerParity,
        seed,
        ParityBins.OF_REFERENCE,
        roles.target());
  }

  /** Everything plain, one window, default rule. */
  public static ComparisonRequest defaults() {
    return new ComparisonRequest(
        List.of(),
        List.of(),
        Roles.NONE,
        new Weighting.None(),
        Weighting.ClassSource.RULE,
        null,
        null,
        Binning.quantiles(Binning.DEFAULT_COUNT),
        DriftRule.defaults(),
        false,
        1);
  }

  /** The same with other bins. */
  public ComparisonRequest binned(Binning newBinning) {
    return new ComparisonRequest(
        columns,
        exclude,
        roles,
        weighting,
        classSource,
        by,
        every,
        newBinning,
        rule,
        fiddlerParity,
        seed,
        parityBins,
        truth);
  }

  /** The same with other roles and weighting. */
  public ComparisonRequest weighted(Roles newRoles, Weighting newWeighting) {
    return new ComparisonRequest(
        columns,
        exclude,
        newRoles,
        newWeighting,
        classSource,
        by,
        every,
        binning,
        rule,
        fiddlerParity,
        seed,
        parityBins,
        newRoles.target());
  }

  /**
   * The same between edges of time, with Fiddler's figures in bins that were chosen before and
   * another truth.
   */
  public ComparisonRequest between(
      Every.Between windows, ParityBins newParityBins, @Nullable String newTruth) {
    return new ComparisonRequest(
        columns,
        exclude,
        roles,
        weighting,
        classSource,
        by,
        windows,
        binning,
        rule,
        true,
        seed,
        newParityBins,
        newTruth);
  }
}
