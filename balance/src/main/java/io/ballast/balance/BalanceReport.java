package io.ballast.balance;

import io.ballast.balance.measure.Measures;
import io.ballast.balance.plan.Cell;
import io.ballast.balance.plan.Mode;
import io.ballast.balance.structure.Role.Dependency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a table, and the proof beside it: what JSON, HTML and text are made of.
 *
 * @param inputName the table's name
 * @param seed of all random procedures
 * @param mode what became of the rows that were there
 * @param isPrivate whether rows were kept further from the input's
 * @param columns the balance columns
 * @param rows how many
 * @param cells what was planned and done
 * @param donors for each cell the real rows that lent a value, mean over the drawn columns
 * @param dependencies kept in every row
 * @param regenerated columns whose values were made anew
 * @param measured null when nothing was measured
 * @param labelRates by group, when there is a target
 * @param warnings what to beware of, in words
 * @param seconds what it took
 */
public record BalanceReport(
    String inputName,
    long seed,
    Mode mode,
    boolean isPrivate,
    List<String> columns,
    Rows rows,
    List<Cell> cells,
    double[] donors,
    List<Dependency> dependencies,
    List<Regenerated> regenerated,
    @Nullable Measured measured,
    List<LabelRate> labelRates,
    List<String> warnings,
    Seconds seconds) {
  public BalanceReport {
    columns = List.copyOf(columns);
    cells = List.copyOf(cells);
    dependencies = List.copyOf(dependencies);
    regenerated = List.copyOf(regenerated);
    labelRates = List.copyOf(labelRates);
    warnings = List.copyOf(warnings);
  }

  /**
   * Numbers of rows.
   *
   * @param input of the table
   * @param generated drawn
   * @param output written
   * @param exactCopies drawn rows equal to an uncommon input row
   * @param unkept drawn rows that break a dependency
   */
  public record Rows(int input, int generated, int output, int exactCopies, int unkept) {}

  /**
   * A column that was made anew.
   *
   * @param name of the column
   * @param reason in words
   */
  public record Regenerated(String name, String reason) {}

  /**
   * Figures and what they rest on.
   *
   * @param measures the figures
   * @param basis which rows were compared, in words
   * @param cells of the privacy figures by cell, in words
   */
  public record Measured(Measures measures, String basis, List<Cell> cells) {
    public Measured {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Seconds of wall time.
   *
   * @param fit planning and fitting: all from the table in memory until a model is there
   * @param generate until the rows are there
   * @param report measuring
   */
  public record Seconds(double fit, double generate, double report) {}
}
