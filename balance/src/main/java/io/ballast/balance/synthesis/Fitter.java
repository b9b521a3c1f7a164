package io.ballast.balance.synthesis;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.CodedTable;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.columns.Levels;
import io.ballast.balance.structure.Decimals;
import io.ballast.balance.structure.Role;
import io.ballast.balance.structure.Structure;
import io.ballast.balance.structure.StructureFinder;
import io.ballast.stats.Workers;
import io.ballast.stats.trees.BinnedColumn;
import io.ballast.stats.trees.BinnedRows;
import io.ballast.stats.trees.ClassTarget;
import io.ballast.stats.trees.GrownTree;
import io.ballast.stats.trees.TreeSettings;
import io.ballast.stats.trees.Trees;
import io.ballast.tables.LongVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Fits a {@link Model} to a table. */
public final class Fitter {

  /** Most variables that one tree asks: those that tell most about its own. */
  private static final int MOST_FEATURES = 40;

  /** Rows of a string level below which it is kept back in private mode. */
  private static final int RARE = 5;

  /** Share of the training rows that is less likely than what is taken for an outlier. */
  private static final double OUTLIERS = 0.005;

  private static final int BLOCK = 1 << 12;

  private final Frame frame;
  private final FitSettings settings;
  private final Workers workers;
  private final Watcher watcher;
  private final CodedTable table;
  private final Structure structure;

  private Fitter(Frame frame, FitSettings settings, Workers workers, Watcher watcher) {
    this.frame = frame;
    this.settings = settings;
    this.workers = workers;
    this.watcher = watcher;
    watcher.progress("Reading the columns", 0, 1);
    this.table = CodedTable.of(frame, workers);
    Set<Integer> given = new HashSet<>();
    settings.conditions().forEach(condition -> given.add(condition.column()));
    this.structure = StructureFinder.find(frame, table, given, workers);
  }

  /**
   * Fits; the result does not depend on the number of threads.
   *
   * @param frame at least one row
   * @throws CancellationException if the watcher says so
   */
  public static Model fit(Frame frame, FitSettings settings, Workers workers, Watcher watcher) {
    return new Fitter(frame, settings, workers, watcher).fit();
  }

  private Model fit() {
    Drawables drawables = drawables();
    List<Variable> variables = drawables.variables();
    byte[][] bins = new byte[variables.size()][];
    byte[][] groups = new byte[variables.size()][];
    workers.each(
        bins.length,
        i -> {
          Variable variable = variables.get(i);
          bins[i] = variable.binned(drawables.all().get(i).codes());
          groups[i] = variable.ordered() ? grouped(bins[i], variable) : bins[i];
        });
    PairCounts pairs = PairCounts.of(variables, groups, workers);
    List<DonorTree> trees = trees(drawables, bins, pairs);
    List<PairCounts.Impossible> impossible =
        pairs.impossible().stream()
            .filter(pair -> pair.first() >= settings.conditions().size())
            .toList();
    return new Model(
        frame.schema(),
        frame.size(),
        settings,
        structure,
        facts(),
        new Model.Draws(variables, trees, impossible),
        guards(variables, bins, trees));
  }

  private Model.Guards guards(List<Variable> variables, byte[][] bins, List<DonorTree> trees) {
    long[] exact = RowHashes.uncommon(RowHashes.of(table, structure, workers), Model.COMMON);
    int conditions = settings.conditions().size();
    int drawn = conditions + trees.size();
    if (!settings.privacy().isGuarded()) {
      return new Model.Guards(exact, new long[0], Double.NEGATIVE_INFINITY);
    }
    Likelihood likelihood = new Likelihood(conditions, variables, trees);
    BinnedRows asked = binned(variables, bins, drawn);
    long[] near = new long[table.rows()];
    double[] likely = new double[table.rows()];
    workers.each(
        (near.length + BLOCK - 1) / BLOCK,
        block -> {
          for (int row = block * BLOCK; row < Math.min(near.length, (block + 1) * BLOCK); row++) {
            near[row] = RowHashes.ofBins(bins, drawn, row);
            likely[row] = likelihood.of(asked, bins, row);
          }
        });
    Arrays.sort(likely);
    double least = likely[(int) (OUTLIERS * likely.length)];
    return new Model.Guards(exact, RowHashes.uncommon(near, Model.COMMON), least);
  }

  private BinnedRows binned(List<Variable> variables, byte[][] bins, int drawn) {
    List<BinnedColumn> columns = new ArrayList<>();
    for (int i = 0; i < drawn; i++) {
      columns.add(
          new BinnedColumn(bins[i], variables.get(i).binCount(), variables.get(i).ordered()));
    }
    return new BinnedRows(table.rows(), columns);
  }

  /**
   * Variables in order.
   *
   * @param drawn behind the last one that is drawn; looked-up columns follow
   * @param leading so many first ones are conditions and the label
   */
  private record Drawables(List<Drawable> all, int drawn, int leading) {
    List<Variable> variables() {
      return all.stream().map(Drawable::variable).toList();
    }
  }

  private Drawables drawables() {
    List<Source> sources = new ArrayList<>();
    settings.conditions().forEach(condition -> sources.add(condition.source()));
    for (int column = 0; column < table.size(); column++) {
      Role role = structure.role(column);
      if (role instanceof Role.Above above) {
        sources.add(new Source.Distance(column, above.low()));
      } else if (role instanceof Role.Drawn && !isCondition(column)) {
        sources.add(new Source.Value(column));
      }
    }
    List<Drawable> ordered =
        DrawOrder.of(drawables(sources), settings.conditions().size(), settings.label());
    int drawn = ordered.size();
    List<Source> followers = new ArrayList<>();
    for (int column = 0; column < table.size(); column++) {
      if (structure.role(column) instanceof Role.LookedUp up
          && table.column(column).levels().size()
              < table.column(up.function().from()).levels().size()) {
        followers.add(new Source.Value(column));
      }
    }
    ordered.addAll(drawables(followers));
    int conditions = settings.conditions().size();
    boolean isLabelled =
        drawn > conditions && ordered.get(conditions).source().column() == settings.label();
    return new Drawables(ordered, drawn, isLabelled ? conditions + 1 : conditions);
  }

  private List<Drawable> drawables(List<Source> sources) {
    Drawable[] coded = new Drawable[sources.size()];
    workers.each(coded.length, i -> coded[i] = Drawable.of(sources.get(i), coded(sources.get(i))));
    return List.of(coded);
  }

  private boolean isCondition(int column) {
    return settings.conditions().contains(new Condition(column, null));
  }

  private CodedColumn coded(Source source) {
    CodedColumn column = table.column(source.column());
    if (source instanceof Source.Distance distance) {
      return distances(column, table.column(distance.low()));
    }
    if (source instanceof Source.Bin bin) {
      return bins(column, bin);
    }
    return column;
  }

  private CodedColumn distances(CodedColumn high, CodedColumn low) {
    long[] highs = ((Levels.Wholes) high.levels()).values();
    long[] lows = ((Levels.Wholes) low.levels()).values();
    long[] values = new long[table.rows()];
    boolean[] missing = new boolean[table.rows()];
    for (int row = 0; row < values.length; row++) {
      missing[row] = high.codes()[row] < 0;
      values[row] = missing[row] ? 0 : highs[high.codes()[row]] - lows[low.codes()[row]];
    }
    return CodedColumn.of(new LongVector(values, missing), values.length);
  }

  private static CodedColumn bins(CodedColumn column, Source.Bin bin) {
    int size = bin.edges().length + 1;
    int[] ofLevel =
        IntStream.range(0, column.levels().size())
            .map(level -> bin.of(column.levels().number(level)))
            .toArray();
    int[] codes = new int[column.codes().length];
    int[] counts = new int[size];
    for (int row = 0; row < codes.length; row++) {
      int level = column.codes()[row];
      codes[row] = level < 0 ? CodedColumn.MISSING : ofLevel[level];
      if (level >= 0) {
        counts[codes[row]]++;
      }
    }
    long[] numbers = new long[size];
    Arrays.setAll(numbers, i -> i);
    return new CodedColumn(new Levels.Wholes(numbers), codes, counts);
  }

  private static byte[] grouped(byte[] bins, Variable variable) {
    byte[] groups = new byte[bins.length];
    for (int row = 0; row < bins.length; row++) {
      groups[row] = (byte) variable.groups()[bins[row] & 0xff];
    }
    return groups;
  }

  private List<DonorTree> trees(Drawables drawables, byte[][] bins, PairCounts pairs) {
    int conditions = settings.conditions().size();
    int trees = drawables.drawn() - conditions;
    BinnedRows rows = binned(drawables.variables(), bins, drawables.drawn());
    Repeats repeats =
        settings.privacy().equalsCells()
            ? Repeats.ofEqualCells(Arrays.copyOf(bins, conditions), table.rows())
            : Repeats.none(table.rows());
    DonorTree[] grown = new DonorTree[trees];
    AtomicInteger done = new AtomicInteger();
    // the last ones ask most variables and take longest: first, so that threads end together
    workers.each(
        trees,
        i -> {
          if (watcher.isCancelled()) {
            throw new CancellationException();
          }
          int variable = drawables.drawn() - 1 - i;
          grown[variable - conditions] = tree(variable, drawables, rows, repeats, pairs);
          watcher.progress("Fitting", done.incrementAndGet(), trees);
        });
    return List.of(grown);
  }

  private DonorTree tree(
      int index, Drawables drawables, BinnedRows rows, Repeats repeats, PairCounts pairs) {
    Variable variable = drawables.all().get(index).variable();
    byte[] bins = rows.column(index).bins();
    int[] classOfBin = IntStream.range(0, variable.binCount()).map(variable::classOf).toArray();
    int[] classes = new int[bins.length];
    for (int row = 0; row < bins.length; row++) {
      classes[row] = classOfBin[bins[row] & 0xff];
    }
    Privacy privacy = settings.privacy();
    GrownTree grown =
        Trees.forClasses(
            rows,
            new ClassTarget(classes, variable.classes(), variable.ordered()),
            TreeSettings.unlimited(privacy.minLeaf() * repeats.most(), privacy.penalty())
                .leading(drawables.leading()),
            repeats.rows().clone(),
            features(index, drawables.leading(), pairs),
            0);
    return DonorTree.of(grown, drawables.all().get(index).codes(), lends(variable));
  }

  /** Leading variables, because they tell little where they are rare, and the most telling ones. */
  private static int[] features(int index, int leading, PairCounts pairs) {
    return IntStream.range(0, index)
        .boxed()
        .sorted(
            Comparator.comparing((Integer other) -> other >= leading)
                .thenComparingDouble(other -> -pairs.information(index, other))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST_FEATURES)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /**
   * Which levels may be drawn, by level + 1: in private mode no rare string, if others are left.
   */
  private boolean[] lends(Variable variable) {
    boolean[] lends = new boolean[variable.counts().length + 1];
    Arrays.fill(lends, true);
    if (!settings.privacy().isGuarded() || variable.ordered()) {
      return lends;
    }
    for (int level = 0; level < variable.counts().length; level++) {
      lends[level + 1] = variable.counts()[level] >= RARE;
    }
    boolean some = IntStream.range(1, lends.length).anyMatch(level -> lends[level]);
    if (!some) {
      Arrays.fill(lends, true);
    }
    return lends;
  }

  private List<Model.ColumnFacts> facts() {
    List<Model.ColumnFacts> facts = new ArrayList<>();
    for (int column = 0; column < table.size(); column++) {
      CodedColumn coded = table.column(column);
      if (structure.role(column) instanceof Role.Regenerated regenerated) {
        KeyPattern pattern = KeyPattern.of(coded, regenerated.kind());
        facts.add(new Model.ColumnFacts(new Levels.Wholes(new long[0]), 0, 1, pattern));
      } else {
        Decimals decimals = Decimals.of(coded.levels());
        facts.add(new Model.ColumnFacts(coded.levels(), decimals.places(), decimals.step(), null));
      }
    }
    return facts;
  }
}
