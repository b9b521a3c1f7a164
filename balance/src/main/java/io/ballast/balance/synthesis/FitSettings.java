package io.ballast.balance.synthesis;

import java.util.List;

/**
 * What a model is fitted for.
 *
 * @param conditions columns that the user sets, drawn first
 * @param label column that is drawn next, because the others are to fit it; -1: none
 * @param privacy how closely the trees follow the rows
 */
public record FitSettings(List<Condition> conditions, int label, Privacy privacy) {
  public FitSettings {
    conditions = List.copyOf(conditions);
  }
}
