package io.ballast.balance;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.columns.LevelText;
import io.ballast.tables.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a group has the label, before and after.
 *
 * @param column that makes the groups
 * @param group its value
 * @param rowsBefore rows of the group in the input
 * @param rateBefore share of them with the label, NaN without rows
 * @param rowsAfter rows of the group in the output
 * @param rateAfter share of them with the label, NaN without rows
 */
public record LabelRate(
    String column,
    String group,
    long rowsBefore,
    double rateBefore,
    long rowsAfter,
    double rateAfter) {

  private static final int MOST_GROUPS = 50;

  /**
   * The rates of the groups of a column.
   *
   * @param label a value of the target column, as text
   */
  static List<LabelRate> of(Frame before, Frame after, String column, String target, String label) {
    Map<String, long[]> first = count(before, column, target, label);
    Map<String, long[]> second = count(after, column, target, label);
    List<LabelRate> rates = new ArrayList<>();
    if (first.size() > MOST_GROUPS) {
      return rates;
    }
    first.forEach(
        (group, counts) -> {
          long[] later = second.getOrDefault(group, new long[2]);
          rates.add(
              new LabelRate(
                  column,
                  group,
                  counts[0],
                  (double) counts[1] / counts[0],
                  later[0],
                  (double) later[1] / later[0]));
        });
    return rates;
  }

  /** For each group its rows and those with the label. */
  private static Map<String, long[]> count(
      Frame frame, String column, String target, String label) {
    int groupPosition = frame.schema().indexOf(column);
    int targetPosition = frame.schema().indexOf(target);
    Column groups = frame.schema().columns().get(groupPosition);
    Column labels = frame.schema().columns().get(targetPosition);
    CodedColumn group = CodedColumn.of(frame.vector(groupPosition), frame.size());
    CodedColumn given = CodedColumn.of(frame.vector(targetPosition), frame.size());
    Map<String, long[]> counts = new LinkedHashMap<>();
    List<long[]> ofLevel = new ArrayList<>();
    for (int level = 0; level < group.levels().size(); level++) {
      long[] own = new long[2];
      ofLevel.add(own);
      counts.put(LevelText.of(groups.type(), group.levels(), level), own);
    }
    int wanted = -1;
    for (int level = 0; level < given.levels().size(); level++) {
      if (LevelText.of(labels.type(), given.levels(), level).equals(label)) {
        wanted = level;
      }
    }
    for (int row = 0; row < frame.size(); row++) {
      int of = group.codes()[row];
      if (of >= 0) {
        ofLevel.get(of)[0]++;
        ofLevel.get(of)[1] += wanted >= 0 && given.codes()[row] == wanted ? 1 : 0;
      }
    }
    return counts;
  }
}
