package io.ballast.balance.synthesis;

import io.ballast.stats.Workers;
import io.ballast.stats.trees.BinnedColumn;
import io.ballast.stats.trees.BinnedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Draws rows from a {@link Model}. */
/*
 * Variable by variable, all rows at once. Each row is sent down the variable's tree by what it has so far.
 * The rows of one leaf then share out its donors: n donors and m rows give each donor to m/n rows, rounded
 * up or down. The donors of a leaf are in order of their level and start at a random place (systematic
 * sampling), the rows are in random order. Against m draws with replacement this takes most of the sampling
 * noise out of every leaf, so the shares of the table are met more closely at the same closeness to rows.
 *
 * A row that breaks a rule draws again alone: from its leaf, from the nodes above, from all levels in turn,
 * and when nothing fits all its values anew. Every random number belongs to (seed, variable, leaf or row): the
 * rows do not depend on the number of threads.
 */
public final class Generator {

  private static final int BLOCK = 4096;
  private static final int TRIES_A_NODE = 8;
  private static final int MOST_TRIES = 80;
  private static final int MOST_LEVELS = 20_000;

  /** Of more levels about so many, spread over all, are tried one after another. */
  private static final int SPREAD_LEVELS = 1_000;

  private static final int ANEW = 8;

  /** The place of the random numbers of range ends: no variable has it. */
  private static final int RANGE = 1 << 22;

  private final Model model;
  private final Wanted wanted;
  private final long seed;
  private final Workers workers;
  private final Watcher watcher;
  private final Recipe recipe;
  private final Draft draft;
  private final BinnedRows asked;
  private final boolean[] broken;
  private final int[] nodes;
  private final int[] positions;
  private final int[] rowsByCell;
  private final double[] donors;

  /** By variable; asked for single rows, so that the donors are not searched each time. */
  private final boolean[] lendsMissing;

  private Generator(Model model, Wanted wanted, long seed, Workers workers, Watcher watcher) {
    this.model = model;
    this.wanted = wanted;
    this.seed = seed;
    this.workers = workers;
    this.watcher = watcher;
    this.recipe = new Recipe(model);
    this.draft = new Draft(model, wanted.rows());
    List<BinnedColumn> columns = new ArrayList<>();
    for (int variable = 0; variable < model.drawn(); variable++) {
      Variable drawn = model.variables().get(variable);
      columns.add(new BinnedColumn(draft.bins(variable), drawn.binCount(), drawn.ordered()));
    }
    this.asked = new BinnedRows(wanted.rows(), columns);
    this.broken = new boolean[wanted.rows()];
    this.nodes = new int[wanted.rows()];
    this.positions = new int[wanted.rows()];
    this.rowsByCell = byCell(wanted);
    this.donors = new double[wanted.cellCount()];
    this.lendsMissing = new boolean[model.drawn()];
    for (int variable = model.conditions(); variable < model.drawn(); variable++) {
      lendsMissing[variable] = model.tree(variable).lendsMissing();
    }
  }

  /**
   * Draws rows; they depend on the model, what is wanted and the seed only.
   *
   * @throws CancellationException if the watcher says so
   */
  public static Generated generate(
      Model model, Wanted wanted, long seed, Workers workers, Watcher watcher) {
    return new Generator(model, wanted, seed, workers, watcher).generate();
  }

  private Generated generate() {
    for (int variable = 0; variable < model.conditions(); variable++) {
      int condition = variable;
      rows(
          (row, random) ->
              recipe.set(draft, condition, row, wanted.levels()[condition][row], random),
          condition);
    }
    for (int variable = model.conditions(); variable < model.drawn(); variable++) {
      if (watcher.isCancelled()) {
        throw new CancellationException();
      }
      draw(variable);
      int done = variable - model.conditions() + 1;
      watcher.progress("Generating", done, model.drawn() - model.conditions());
    }
    rows(
        (row, random) -> {
          if (broken[row]) {
            mend(row, random);
          }
        },
        model.drawn());
    int copies = new CopyGuard(model, draft, this::redraw).apply(workers, seed);
    return new Generated(
        new DraftReader(model, draft, wanted.before(), seed).frame(workers),
        donors,
        copies,
        count(broken));
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  /** Work on one row. */
  @FunctionalInterface
  private interface RowWork {
    void accept(int row, RowRandom random);
  }

  private void rows(RowWork work, int step) {
    int blocks = (draft.rows() + BLOCK - 1) / BLOCK;
    workers.each(
        blocks,
        block -> {
          RowRandom random = new RowRandom();
          int end = Math.min(draft.rows(), (block + 1) * BLOCK);
          for (int row = block * BLOCK; row < end; row++) {
            work.accept(row, random.at(seed, step, row));
          }
        });
  }

  private void draw(int variable) {
    DonorTree tree = model.tree(variable);
    rows((row, random) -> nodes[row] = tree.withDonors(tree.tree().leafOf(asked, row)), variable);
    shareOut(variable, tree);
    countDonors(tree);
    rows(
        (row, random) -> {
          if (!set(variable, nodes[row], row, tree.donors()[positions[row]], random)) {
            broken[row] = true;
          }
        },
        variable);
    keepRange(variable);
  }

  /**
   * Gives the smallest and the largest number of the table to the row that comes nearest, where
   * chance has left them out: whoever cuts a range into equal parts would see all of them moved.
   */
  private void keepRange(int variable) {
    boolean isWholeTable = wanted.before() == 0 && draft.rows() >= model.rows();
    if (!isWholeTable || !recipe.moves(variable) || model.settings().privacy().isGuarded()) {
      return;
    }
    Variable drawn = model.variables().get(variable);
    int column = drawn.source().column();
    RowRandom random = new RowRandom().at(seed, RANGE, variable);
    for (int end : new int[] {0, drawn.levels().size() - 1}) {
      int row = draft.nearest(column, end);
      if (row >= 0 && draft.level(column, row) != end && !broken[row]) {
        reach(variable, row, end, random);
      }
    }
  }

  private void reach(int variable, int row, int end, RowRandom random) {
    int column = model.variables().get(variable).source().column();
    int before = draft.level(column, row);
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      if (isKept(variable, row, end, random) && draft.level(column, row) == end) {
        return;
      }
    }
    broken[row] = !set(variable, nodes[row], row, before, random);
  }

  /** Gives each row a donor of its node. */
  private void shareOut(int variable, DonorTree tree) {
    int size = tree.tree().nodes();
    int[] ends = new int[size + 1];
    for (int node : nodes) {
      ends[node + 1]++;
    }
    for (int node = 0; node < size; node++) {
      ends[node + 1] += ends[node];
    }
    int[] next = ends.clone();
    int[] rows = new int[nodes.length];
    for (int row = 0; row < nodes.length; row++) {
      rows[next[nodes[row]]++] = row;
    }
    int chunk = Math.max(1, size / 64);
    workers.each(
        (size + chunk - 1) / chunk,
        piece -> {
          RowRandom random = new RowRandom();
          for (int node = piece * chunk; node < Math.min(size, (piece + 1) * chunk); node++) {
            if (ends[node] < ends[node + 1]) {
              random.at(~seed, variable, node);
              shareOut(rows, ends[node], ends[node + 1], tree, node, random);
            }
          }
        });
  }

  private void shareOut(int[] rows, int from, int to, DonorTree tree, int node, RowRandom random) {
    for (int i = to - 1; i > from; i--) {
      int other = from + random.nextInt(i - from + 1);
      int kept = rows[i];
      rows[i] = rows[other];
      rows[other] = kept;
    }
    int size = tree.size(node);
    double start = random.nextDouble();
    for (int i = from; i < to; i++) {
      int donor = (int) ((i - from + start) * size / (to - from));
      positions[rows[i]] = tree.from()[node] + Math.min(donor, size - 1);
    }
  }

  /** Row numbers, those of a cell together. */
  private static int[] byCell(Wanted wanted) {
    int[] next = new int[wanted.cellCount() + 1];
    for (int cell : wanted.cells()) {
      next[cell + 1]++;
    }
    for (int cell = 0; cell < wanted.cellCount(); cell++) {
      next[cell + 1] += next[cell];
    }
    int[] rows = new int[wanted.rows()];
    for (int row = 0; row < rows.length; row++) {
      rows[next[wanted.cells()[row]]++] = row;
    }
    return rows;
  }

  /** Counts the different donors of each cell. */
  private void countDonors(DonorTree tree) {
    int trees = model.drawn() - model.conditions();
    int[] lastCell = new int[tree.donors().length];
    Arrays.fill(lastCell, -1);
    for (int row : rowsByCell) {
      int cell = wanted.cells()[row];
      if (lastCell[positions[row]] != cell) {
        lastCell[positions[row]] = cell;
        donors[cell] += 1.0 / trees;
      }
    }
  }

  /**
   * Gives a variable of a row a level, or another when that one breaks a rule. A value is not given
   * up for a missing one while there are others: what is missing breaks hardly a rule, and there
   * would be too many.
   *
   * @return whether the rules are kept
   */
  private boolean set(int variable, int leaf, int row, int drawn, RowRandom random) {
    if (isKept(variable, row, drawn, random)) {
      return true;
    }
    DonorTree tree = model.tree(variable);
    int node = leaf;
    for (int tried = 1; tried <= MOST_TRIES; tried++) {
      int level = tree.donors()[tree.from()[node] + random.nextInt(tree.size(node))];
      if ((level >= 0 || drawn < 0) && isKept(variable, row, level, random)) {
        return true;
      }
      if (tried % TRIES_A_NODE == 0 && tree.parent()[node] >= 0) {
        node = tree.parent()[node];
      }
    }
    int levels = model.variables().get(variable).levels().size();
    int start = levels == 0 ? 0 : random.nextInt(levels);
    int step = levels <= MOST_LEVELS ? 1 : levels / SPREAD_LEVELS;
    for (long i = 0; i < levels; i += step) {
      if (isKept(variable, row, (int) ((start + i) % levels), random)) {
        return true;
      }
    }
    return lendsMissing[variable] && isKept(variable, row, -1, random);
  }

  private boolean isKept(int variable, int row, int level, RowRandom random) {
    recipe.set(draft, variable, row, level, random);
    return recipe.holds(draft, variable, row);
  }

  /** Draws all values of a row again until it keeps the rules. */
  private void mend(int row, RowRandom random) {
    for (int tried = 0; tried < ANEW && broken[row]; tried++) {
      broken[row] = !redraw(row, model.conditions(), random);
    }
  }

  /**
   * Draws the values of a row again from a variable on.
   *
   * @return whether the row keeps the rules
   */
  private boolean redraw(int row, int from, RowRandom random) {
    boolean kept = true;
    for (int variable = from; variable < model.drawn(); variable++) {
      DonorTree tree = model.tree(variable);
      int node = tree.withDonors(tree.tree().leafOf(asked, row));
      int donor = tree.from()[node] + random.nextInt(tree.size(node));
      kept &= set(variable, node, row, tree.donors()[donor], random);
    }
    return kept;
  }
}
