package io.ballast.balance.synthesis;

import io.ballast.balance.columns.Frame;
import io.ballast.balance.columns.Levels;
import io.ballast.balance.structure.Role;
import io.ballast.stats.Workers;
import io.ballast.tables.CodeVector;
import io.ballast.tables.Dictionary;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.Arrays;
import java.util.List;

/** Makes a table of a draft: constants and keys are put in, levels become values. */
final class DraftReader {

  /** The place of a key's random numbers: no variable has it. */
  private static final int KEY_STEP = 1 << 20;

  private final Model model;
  private final Draft draft;
  private final int before;
  private final long seed;

  DraftReader(Model model, Draft draft, int before, long seed) {
    this.model = model;
    this.draft = draft;
    this.before = before;
    this.seed = seed;
  }

  Frame frame(Workers workers) {
    Vector[] vectors = new Vector[model.schema().columns().size()];
    workers.each(vectors.length, column -> vectors[column] = vector(column));
    return new Frame("generated rows", model.schema(), draft.rows(), List.of(vectors));
  }

  private Vector vector(int column) {
    KeyPattern pattern = model.column(column).pattern();
    if (pattern != null) {
      RowRandom random = new RowRandom().at(seed, KEY_STEP + column, 0);
      return new KeyMaker(draft.rows(), random).make(pattern, before);
    }
    Levels levels = model.column(column).levels();
    int[] codes = draft.levels(column);
    if (model.structure().role(column) instanceof Role.Constant) {
      codes = new int[draft.rows()];
      Arrays.fill(codes, levels.size() == 0 ? -1 : 0);
    }
    if (levels instanceof Levels.Texts texts) {
      Dictionary dictionary = Dictionary.ofAll();
      texts.values().forEach(dictionary::add);
      return new CodeVector(codes, dictionary);
    }
    if (levels instanceof Levels.Wholes wholes) {
      return wholes(column, codes, wholes);
    }
    return numbers(column, codes, (Levels.Numbers) levels);
  }

  private LongVector wholes(int column, int[] codes, Levels.Wholes levels) {
    long[] values = draft.wholes(column);
    if (values == null) {
      values = new long[codes.length];
      Arrays.fill(values, levels.size() == 0 ? 0 : levels.values()[0]);
    }
    boolean[] missing = new boolean[codes.length];
    for (int row = 0; row < codes.length; row++) {
      missing[row] = codes[row] < 0;
    }
    return new LongVector(values, missing);
  }

  private DoubleVector numbers(int column, int[] codes, Levels.Numbers levels) {
    double[] values = draft.numbers(column);
    if (values == null) {
      values = new double[codes.length];
      Arrays.fill(values, levels.size() == 0 ? Double.NaN : levels.values()[0]);
    }
    for (int row = 0; row < codes.length; row++) {
      if (codes[row] < 0) {
        values[row] = Double.NaN;
      }
    }
    return new DoubleVector(values);
  }
}
