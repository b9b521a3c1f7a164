package io.ballast.balance;

import io.ballast.balance.BalanceReport.Measured;
import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.measure.Measures;
import io.ballast.balance.plan.Mode;
import io.ballast.balance.plan.Plan;
import io.ballast.balance.structure.Role;
import io.ballast.balance.structure.Role.Regenerated;
import io.ballast.balance.structure.Structure;
import io.ballast.balance.synthesis.Fitter;
import io.ballast.balance.synthesis.Generated;
import io.ballast.balance.synthesis.Generator;
import io.ballast.balance.synthesis.Model;
import io.ballast.balance.synthesis.Watcher;
import io.ballast.stats.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a request does: rows that no model saw are needed, so without a holdout file a
 * tenth of the table is held back and a model of the other nine is measured in place of the final
 * one.
 *
 * <p>Fidelity and closeness are those of a copy with the table's own shares: a balanced table
 * differs from the input because that is wanted.
 */
final class Trial {

  /** Rows that a trial model is fitted to; of larger tables it sees a part. */
  private static final int MOST_ROWS = 100_000;

  private static final int LEAST_HELD_OUT = 20;

  private final BalanceRequest request;
  private final Model model;
  private final String target;
  private final Workers workers;
  private final Watcher watcher;

  Trial(BalanceRequest request, Model model, String target, Workers workers, Watcher watcher) {
    this.request = request;
    this.model = model;
    this.target = target;
    this.workers = workers;
    this.watcher = watcher;
  }

  /** The figures; null when the table is too small for them. */
  @Nullable Measured run() {
    watcher.progress("Measuring", 0, 1);
    Frame input = request.input();
    Frame holdout = request.holdout();
    if (holdout != null) {
      Frame some = input.size() > MOST_ROWS ? input.rows(spread(input.size(), MOST_ROWS)) : input;
      Frame against =
          holdout.size() > MOST_ROWS ? holdout.rows(spread(holdout.size(), MOST_ROWS)) : holdout;
      String basis =
          "%d input rows against as many generated ones and %d rows of %s"
              .formatted(some.size(), against.size(), holdout.name());
      return measure(some, against, model, basis);
    }
    boolean[] held = held(input);
    int[] kept = IntStream.range(0, held.length).filter(row -> !held[row]).toArray();
    int[] left = IntStream.range(0, held.length).filter(row -> held[row]).toArray();
    if (left.length < LEAST_HELD_OUT || kept.length < LEAST_HELD_OUT) {
      return null;
    }
    int[] seen = kept.length > MOST_ROWS ? pick(kept, MOST_ROWS) : kept;
    Frame real = input.rows(seen);
    Preparation preparation = new Preparation(request, real, workers);
    Model trial = Fitter.fit(real, preparation.fitSettings(), workers, watcher);
    String basis =
        "a model of %d input rows, with as many rows drawn from it and %d rows held back from it"
            .formatted(real.size(), left.length);
    return measure(real, input.rows(left), trial, basis);
  }

  private Measured measure(Frame real, Frame heldOut, Model fitted, String basis) {
    Preparation preparation = new Preparation(request, real, workers);
    Plan copyPlan = preparation.copy();
    Generated copy = generate(fitted, preparation, copyPlan);
    Frame added = null;
    if (request.plan().mode() != Mode.REPLACE && !target.isEmpty()) {
      added = generate(fitted, preparation, preparation.plan()).frame();
    }
    Measures measures =
        Measures.of(
            new Measures.Material(
                real,
                copy.frame(),
                copyPlan.cellOfRow(),
                copyPlan.cells().size(),
                heldOut,
                target,
                added),
            fitted.structure(),
            request.seed(),
            workers,
            done -> watcher.progress("Measuring", done, Measures.STEPS));
    return new Measured(measures, basis, copyPlan.cells());
  }

  private Generated generate(Model fitted, Preparation preparation, Plan plan) {
    return Generator.generate(
        fitted, preparation.wanted(plan, fitted), ~request.seed(), workers, watcher);
  }

  /** A tenth of the rows; of a table with groups the rows of a tenth of the groups. */
  private boolean[] held(Frame input) {
    SplittableRandom random = new SplittableRandom(~request.seed());
    boolean[] held = new boolean[input.size()];
    int groupKey = groupKey(model.structure());
    if (groupKey < 0) {
      int[] order = shuffled(held.length, random);
      for (int i = 0; i < held.length / 10; i++) {
        held[order[i]] = true;
      }
      return held;
    }
    CodedColumn groups = CodedColumn.of(input.vector(groupKey), input.size());
    int size = groups.levels().size();
    boolean[] chosen = new boolean[size + 1];
    int[] order = shuffled(size, random);
    for (int i = 0; i < size / 10; i++) {
      chosen[order[i] + 1] = true;
    }
    for (int row = 0; row < held.length; row++) {
      held[row] = chosen[Math.max(-1, groups.codes()[row]) + 1];
    }
    return held;
  }

  private static int groupKey(Structure structure) {
    for (int column = 0; column < structure.roles().size(); column++) {
      if (structure.role(column) instanceof Role.Regenerated regenerated
          && regenerated.kind() == Regenerated.Kind.GROUP_KEY) {
        return column;
      }
    }
    return -1;
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }

  private static int[] spread(int size, int most) {
    return pick(IntStream.range(0, size).toArray(), most);
  }

  private static int[] pick(int[] rows, int most) {
    int[] picked = new int[most];
    Arrays.setAll(picked, i -> rows[(int) ((long) i * rows.length / most)]);
    return picked;
  }
}
