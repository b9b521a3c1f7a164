package io.ballast.balance.synthesis;

import io.ballast.balance.columns.Levels;
import io.ballast.balance.structure.Structure;
import io.ballast.tables.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fitted synthesiser: draws rows that look like the table's, given the values of some columns.
 *
 * <p>Immutable; {@link Fitter} makes it, {@link Generator} draws from it, {@link ModelFile} keeps
 * it.
 */
public final class Model {

  /** Training rows that are the same make such a row common: it may come back. */
  static final int COMMON = 5;

  private static final int EXPECTED = 10;

  private final Schema schema;
  private final int rows;
  private final FitSettings settings;
  private final Structure structure;
  private final List<ColumnFacts> columns;
  private final List<Variable> variables;
  private final List<DonorTree> trees;
  private final List<PairCounts.Impossible> impossible;
  private final Guards guards;

  /**
   * What is known of a column.
   *
   * @param levels its values in the training table; none for a key
   * @param places decimal places, -1: not decimal
   * @param step distance between values in units of the last place
   * @param pattern of a key; null for other columns
   */
  record ColumnFacts(Levels levels, int places, long step, @Nullable KeyPattern pattern) {}

  /**
   * What generated rows are held against.
   *
   * @param exact hashes of training rows that are not common, ascending
   * @param near the same of their bins, empty when near copies may stay
   * @param leastLikely log-likelihood below which a row is an outlier; minus infinity: none is
   */
  record Guards(long[] exact, long[] near, double leastLikely) {}

  Model(
      Schema schema,
      int rows,
      FitSettings settings,
      Structure structure,
      List<ColumnFacts> columns,
      Draws draws,
      Guards guards) {
    this.schema = schema;
    this.rows = rows;
    this.settings = settings;
    this.structure = structure;
    this.columns = List.copyOf(columns);
    this.variables = List.copyOf(draws.variables());
    this.trees = List.copyOf(draws.trees());
    this.impossible = List.copyOf(draws.impossible());
    this.guards = guards;
  }

  /**
   * What is drawn and how.
   *
   * @param variables those set by the user, those drawn, in order; then looked-up columns
   * @param trees one for each drawn variable
   * @param impossible pairs that no row may have
   */
  record Draws(
      List<Variable> variables, List<DonorTree> trees, List<PairCounts.Impossible> impossible) {}

  /** The columns of the table and of generated rows. */
  public Schema schema() {
    return schema;
  }

  /** Rows that the model was fitted on. */
  public int rows() {
    return rows;
  }

  /** What the model was fitted for. */
  public FitSettings settings() {
    return settings;
  }

  /** What holds in every row. */
  public Structure structure() {
    return structure;
  }

  /** Number of columns that the user sets. */
  public int conditions() {
    return settings.conditions().size();
  }

  /** The levels of a column that the user sets: its values, or the numbers of its bins. */
  public Levels conditionLevels(int condition) {
    return variables.get(condition).levels();
  }

  /**
   * Two columns.
   *
   * @param first position
   * @param second position
   */
  public record ColumnPair(int first, int second) {}

  /**
   * Pairs of columns of names with the number of combinations that no row may have and that are
   * beyond chance: at least {@value #EXPECTED} rows were expected, were the columns independent.
   */
  public Map<ColumnPair, Integer> impossiblePairs() {
    Map<ColumnPair, Integer> pairs = new LinkedHashMap<>();
    for (PairCounts.Impossible pair : impossible) {
      Variable first = variables.get(pair.first());
      Variable second = variables.get(pair.second());
      if (first.ordered() || second.ordered()) {
        continue;
      }
      int count = 0;
      for (int a = 0; a < first.binCount(); a++) {
        for (int b = 0; b < second.binCount(); b++) {
          double expected = (double) first.rowsOf(a, rows) * second.rowsOf(b, rows) / rows;
          count += pair.has(a, b) && expected >= EXPECTED ? 1 : 0;
        }
      }
      if (count > 0) {
        int later = first.source().column();
        int earlier = second.source().column();
        pairs.merge(new ColumnPair(earlier, later), count, Integer::sum);
      }
    }
    return pairs;
  }

  ColumnFacts column(int index) {
    return columns.get(index);
  }

  List<Variable> variables() {
    return variables;
  }

  /** Behind the last variable that is drawn. */
  int drawn() {
    return conditions() + trees.size();
  }

  /** The tree of a drawn variable. */
  DonorTree tree(int variable) {
    return trees.get(variable - conditions());
  }

  List<DonorTree> trees() {
    return trees;
  }

  List<PairCounts.Impossible> impossible() {
    return impossible;
  }

  Guards guards() {
    return guards;
  }
}
