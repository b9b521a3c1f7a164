package io.ballast.tables.compare;

import io.ballast.stats.Moments;
import io.ballast.stats.bins.BinKind;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.bins.Ladder;
import io.ballast.stats.bins.LadderDistance;
import io.ballast.stats.bins.NumericBins;
import io.ballast.stats.bins.QuantileBins;
import io.ballast.stats.bins.Steps;
import io.ballast.stats.bins.Weighing;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts a numeric column: a ladder for each segment of the reference and for each cell of the
 * current table.
 */
final class NumericTask implements ColumnTask {

  /** Rows of a reference that are held until its steps are chosen. */
  private static final int SAMPLE = 8192;

  /** Rows of one column that may be collected to make the Kolmogorov-Smirnov distance exact. */
  private static final long DISTANCE_ROWS = 600_000;

  /**
   * Rows of both sides up to which that is done; beyond, the distance is known to within the share
   * of one gap.
   */
  private static final long EXACT_ROWS = 1_000_000;

  /** Rows of one column that a collecting pass may hold. */
  private static final long COLLECTED_ROWS = 2_000_000;

  private final String name;
  private final Plan plan;
  private final double[] values = new double[HELD_ROWS];
  private final int[] scratch = new int[HELD_ROWS];
  private LadderBuilder[] builders;
  private Ladder[] references = new Ladder[0];
  private Ladder[] currents = new Ladder[0];
  private final boolean isByQuantiles;
  private final boolean needsMoments;

  /** Of each segment's reference. */
  private final Moments[] moments;

  private final @Nullable NumericBins[] plainBins;
  private final @Nullable NumericBins[] weightedBins;
  private final @Nullable NumericBins[] parityBins;
  private StrideSample[] samples = new StrideSample[0];

  private long distanceRows = DISTANCE_ROWS;

  /** [segment][weighing]. */
  private final List<List<Weighing.Spread>> referenceSpreads = new ArrayList<>();

  /** The reference in bins is the same for each window. */
  private final Map<Counted, long[][]> referenceCounts = new ConcurrentHashMap<>();

  private record Counted(int segment, NumericBins bins) {}

  NumericTask(String name, Plan plan) {
    this.name = name;
    this.plan = plan;
    int segments = plan.segments();
    builders = new LadderBuilder[segments];
    Arrays.setAll(
        builders,
        s ->
            new LadderBuilder(
                plan.counting(),
                Math.max(plan.splits(), SAMPLE * plan.splits() / Plan.SPLITS),
                plan.splits()));
    isByQuantiles =
        plan.binning().rule() == Binning.Rule.QUANTILES
            && !plan.binning().edges().containsKey(name);
    needsMoments = plan.binning().needsMoments(name);
    moments = new Moments[segments];
    Arrays.setAll(moments, segment -> new Moments());
    plainBins = new NumericBins[segments];
    weightedBins = new NumericBins[segments];
    parityBins = new NumericBins[segments];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void hold(Vector vector, int rows, int at) {
    if (vector instanceof DoubleVector doubles) {
      System.arraycopy(doubles.values(), 0, values, at, rows);
    } else if (vector instanceof LongVector longs) {
      for (int row = 0; row < rows; row++) {
        values[at + row] = longs.missing()[row] ? Double.NaN : longs.values()[row];
      }
    } else {
      // The column has no value on this side, and so no numeric type.
      Arrays.fill(values, at, at + rows, Double.NaN);
    }
  }

  @Override
  public void reference(int rows, RowPlaces places) {
    if (needsMoments) {
      for (int row = 0; row < rows; row++) {
        if (places.cell[row] >= 0) {
          moments[places.cell[row]].add(values[row]);
        }
      }
    }
    if (places.hasOneCell() && builders[0].add(values, places.rowClass, rows, scratch)) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      int cell = places.cell[row];
      if (cell >= 0) {
        builders[cell].add(values[row], places.rowClass[row], places.weight[row]);
      }
    }
  }

  @Override
  public void referenceDone() {
    references = Arrays.stream(builders).map(LadderBuilder::ladder).toArray(Ladder[]::new);
    builders = new LadderBuilder[0];
  }

  @Override
  public boolean wantsReference() {
    boolean wanting = false;
    for (int segment = 0; segment < references.length; segment++) {
      findBins(segment);
      wanting |= references[segment].isWanting();
    }
    return wanting;
  }

  /** Edges become split values: then no bin parts a gap, whatever the current table has in it. */
  @Override
  public void referenceKnown() {
    for (int segment = 0; segment < references.length; segment++) {
      double[] edges =
          Arrays.stream(bins(segment))
              .filter(Objects::nonNull)
              .flatMapToDouble(bins -> Arrays.stream(bins.splits()))
              .toArray();
      references[segment] = references[segment].refined(references[segment].steps().with(edges));
    }
    for (int segment = 0; segment < references.length; segment++) {
      List<Weighing.Spread> spreads = new ArrayList<>();
      for (Weighing weighing : plan.weighings(segment)) {
        spreads.add(weighing.over(references[segment]));
      }
      referenceSpreads.add(spreads);
    }
    currents = new Ladder[plan.cells()];
    for (int cell = 0; cell < currents.length; cell++) {
      Steps steps = references[plan.segmentOf(cell)].steps();
      currents[cell] = new Ladder(steps, plan.counting().rows(), plan.counting().eventWeighted());
    }
  }

  @Override
  public void current(int rows, RowPlaces places) {
    if (plan.counting().eventWeighted()) {
      for (int row = 0; row < rows; row++) {
        int cell = places.cell[row];
        if (cell >= 0) {
          currents[cell].add(values[row], places.rowClass[row], places.weight[row]);
        }
      }
      return;
    }
    places.runs(
        rows, (cell, from, to) -> currents[cell].add(values, places.rowClass, from, to, scratch));
  }

  private void findBins(int segment) {
    Ladder reference = references[segment];
    if (!isByQuantiles && plainBins[segment] == null) {
      plainBins[segment] = plan.binning().of(name, moments[segment]).orElseThrow();
      weightedBins[segment] = plainBins[segment];
    }
    if (plainBins[segment] == null) {
      plainBins[segment] = QuantileBins.plain(reference, plan.binning().count()).orElse(null);
    }
    if (plan.isWeighted() && weightedBins[segment] == null) {
      weightedBins[segment] =
          (plan.counting().eventWeighted()
                  ? QuantileBins.eventWeighted(reference, plan.binning().count())
                  : QuantileBins.classWeighted(
                      reference, plan.weights(segment), plan.binning().count()))
              .orElse(null);
    }
    if (plan.fiddlerParity() && parityBins[segment] == null) {
      NumericBins given = plan.parityBins().numeric().get(name);
      parityBins[segment] =
          given == null ? NumericBins.equalWidth(reference.min(), reference.max(), 10) : given;
    }
    for (NumericBins bins : bins(segment)) {
      if (bins != null) {
        bins.want(reference);
      }
    }
  }

  private @Nullable NumericBins[] bins(int segment) {
    return new @Nullable NumericBins[] {
      plainBins[segment], weightedBins[segment], parityBins[segment]
    };
  }

  @Override
  public boolean wantsBoth() {
    boolean wanting = false;
    for (int cell = 0; cell < currents.length; cell++) {
      wantDistances(cell);
      wanting |= currents[cell].isWanting();
    }
    return wanting;
  }

  private void wantDistances(int cell) {
    long rows = references[plan.segmentOf(cell)].rows() + currents[cell].rows();
    for (int weighing = 0; weighing < plan.weighings(); weighing++) {
      LadderDistance distance = distance(cell, weighing);
      if (distance == null) {
        continue;
      }
      if (plan.wasserstein()) {
        distance.wantAll();
      } else if (rows <= EXACT_ROWS) {
        distanceRows -= distance.want(distanceRows);
      }
    }
  }

  /** The distance under one of the weighings; null when a side has no value that counts. */
  private @Nullable LadderDistance distance(int cell, int weighing) {
    int segment = plan.segmentOf(cell);
    Weighing.Spread left = referenceSpreads.get(segment).get(weighing);
    Weighing.Spread right = plan.weighings(segment).get(weighing).over(currents[cell]);
    return left.counts() && right.counts()
        ? new LadderDistance(references[segment], currents[cell], left, right)
        : null;
  }

  @Override
  public boolean isTooCoarse() {
    return Arrays.stream(references).mapToLong(Ladder::wantedRows).sum() > COLLECTED_ROWS;
  }

  @Override
  public void sample(int rows, RowPlaces places) {
    if (samples.length == 0) {
      samples = new StrideSample[references.length];
      Arrays.setAll(samples, segment -> new StrideSample(SAMPLE));
    }
    for (int row = 0; row < rows; row++) {
      int segment = places.cell[row];
      if (segment >= 0 && references[segment].isWanted(values[row])) {
        samples[segment].add(values[row]);
      }
    }
  }

  @Override
  public void restep() {
    builders = new LadderBuilder[references.length];
    for (int segment = 0; segment < builders.length; segment++) {
      Steps finer = references[segment].steps().with(samples[segment].values());
      builders[segment] = new LadderBuilder(plan.counting(), finer);
    }
    Arrays.setAll(moments, segment -> new Moments());
    samples = new StrideSample[0];
  }

  @Override
  public void collect(boolean isReference, int rows, RowPlaces places) {
    Ladder[] ladders = isReference ? references : currents;
    if (!plan.counting().eventWeighted()) {
      places.runs(
          rows,
          (cell, from, to) -> ladders[cell].collect(values, places.rowClass, from, to, scratch));
      return;
    }
    for (int row = 0; row < rows; row++) {
      int cell = places.cell[row];
      if (cell >= 0) {
        ladders[cell].collect(values[row], places.rowClass[row], places.weight[row]);
      }
    }
  }

  @Override
  public void collected() {
    Arrays.stream(references).forEach(Ladder::collected);
    Arrays.stream(currents).forEach(Ladder::collected);
  }

  @Override
  public @Nullable String obstacle() {
    return null;
  }

  @Override
  public ColumnCounts counts(int cell) {
    int segment = plan.segmentOf(cell);
    Ladder reference = references[segment];
    Ladder current = currents[cell];
    NumericBins plain = found(plainBins[segment]);
    NumericBins weighted = plan.isWeighted() ? found(weightedBins[segment]) : null;
    NumericBins parity = plan.fiddlerParity() ? found(parityBins[segment]) : null;
    boolean events = plan.counting().eventWeighted();
    BinnedCounts plainCounts = counts(plain, segment, current);
    return new ColumnCounts(
        plainCounts,
        weighted == null ? null : counts(weighted, segment, current),
        weighted == null || !events ? null : weighted.weigh(reference),
        weighted == null || !events ? null : weighted.weigh(current),
        distances(cell, 0),
        plan.isWeighted() ? distances(cell, 1) : null,
        parity == null ? null : counts(parity, segment, current),
        parity == null || !events ? null : parity.weigh(reference),
        parity == null || !events ? null : parity.weigh(current),
        unseen(plainCounts));
  }

  private static NumericBins found(@Nullable NumericBins bins) {
    if (bins == null) {
      throw new IllegalStateException("bins were not found");
    }
    return bins;
  }

  private BinnedCounts counts(NumericBins bins, int segment, Ladder current) {
    long[][] ofReference =
        referenceCounts.computeIfAbsent(
            new Counted(segment, bins), key -> bins.count(references[segment]));
    return new BinnedCounts(bins.bins(), ofReference, bins.count(current));
  }

  private static long unseen(BinnedCounts counts) {
    long[] total = BinnedCounts.total(counts.current());
    return IntStream.range(0, total.length)
        .filter(b -> counts.bins().get(b).kind() == BinKind.UNSEEN)
        .mapToLong(b -> total[b])
        .sum();
  }

  private ColumnCounts.@Nullable Distances distances(int cell, int weighing) {
    LadderDistance distance = distance(cell, weighing);
    if (distance == null) {
      return null;
    }
    double wasserstein = Double.NaN;
    if (plan.wasserstein()) {
      Double area = distance.wasserstein();
      Ladder reference = references[plan.segmentOf(cell)];
      double spread = QuantileBins.interquartileRange(reference) / 1.349;
      wasserstein =
          area == null || !(spread > 0) || !Double.isFinite(area) ? Double.NaN : area / spread;
    }
    double density =
        plan.density()
            ? LadderDensity.distance(
                references[plan.segmentOf(cell)],
                currents[cell],
                plan.weighings(plan.segmentOf(cell)).get(weighing))
            : Double.NaN;
    return new ColumnCounts.Distances(distance.kolmogorovSmirnov(), wasserstein, density);
  }
}
