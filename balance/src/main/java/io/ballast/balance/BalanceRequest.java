package io.ballast.balance;

import io.ballast.balance.columns.Frame;
import io.ballast.balance.plan.BalanceColumns;
import io.ballast.balance.plan.PlanSettings;
import io.ballast.balance.synthesis.Model;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a table shall become.
 *
 * @param input the table
 * @param columns balance columns; with seeds those of the seeds
 * @param bins of numeric balance columns
 * @param plan what the cells are brought to; the file of its shares is read from {@code shares}
 * @param shares a user's shares of cells; null: none
 * @param seeds a user's rows of balance columns, one output row each; null: none
 * @param isPrivate whether rows are kept further from the input's
 * @param seed of all random procedures
 * @param holdout rows that are measured against; null: a tenth of the input is held back for it
 * @param target column that shall stay predictable; empty: the balance column when it is the only
 *     one
 * @param provenance whether a column tells real from synthetic rows
 * @param measure whether the result is measured
 * @param model a fitted one; null: fit
 */
public record BalanceRequest(
    Frame input,
    List<String> columns,
    Map<String, BalanceColumns.Bins> bins,
    PlanSettings plan,
    @Nullable Frame shares,
    @Nullable Frame seeds,
    boolean isPrivate,
    long seed,
    @Nullable Frame holdout,
    String target,
    boolean provenance,
    boolean measure,
    @Nullable Model model) {
  public BalanceRequest {
    columns = List.copyOf(columns);
    bins = Map.copyOf(bins);
  }
}
