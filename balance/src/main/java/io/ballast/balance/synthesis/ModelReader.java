package io.ballast.balance.synthesis;

import io.ballast.balance.columns.Levels;
import io.ballast.balance.structure.Function;
import io.ballast.balance.structure.Order;
import io.ballast.balance.structure.Role;
import io.ballast.balance.structure.Structure;
import io.ballast.balance.structure.Sum;
import io.ballast.stats.trees.Tree;
import io.ballast.tables.Column;
import io.ballast.tables.Schema;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of a model file; its layout stands at {@link ModelFile}. */
final class ModelReader {

  /** Array elements taken at once, so that a damaged length does not ask for all memory. */
  private static final int CHUNK = 1 << 16;

  private final DataInputStream in;

  ModelReader(DataInputStream in) {
    this.in = in;
  }

  Model read() throws IOException {
    int size = count();
    List<Column> declared = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String name = text();
      declared.add(new Column(name, ModelCodes.columnType(in.readByte())));
    }
    int rows = number();
    FitSettings settings = settings();
    List<Role> roles = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      roles.add(role());
    }
    List<Function> functions = new ArrayList<>();
    for (int i = count(); i > 0; i--) {
      functions.add(function());
    }
    List<Order> orders = new ArrayList<>();
    for (int i = count(); i > 0; i--) {
      int low = number();
      orders.add(new Order(low, number()));
    }
    List<Model.ColumnFacts> facts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      facts.add(facts());
    }
    int variableCount = count();
    int drawn = number();
    List<Variable> variables = new ArrayList<>();
    for (int i = 0; i < variableCount; i++) {
      variables.add(variable(facts));
    }
    List<DonorTree> trees = new ArrayList<>();
    for (int i = settings.conditions().size(); i < drawn; i++) {
      trees.add(tree(variableCount));
    }
    List<PairCounts.Impossible> impossible = new ArrayList<>();
    for (int i = count(); i > 0; i--) {
      int first = number();
      int second = number();
      impossible.add(new PairCounts.Impossible(first, second, longs()));
    }
    long[] exact = longs();
    long[] near = longs();
    Model.Guards guards = new Model.Guards(exact, near, in.readDouble());
    if (in.read() >= 0) {
      throw new IllegalArgumentException("more follows behind the model");
    }
    return new Model(
        new Schema(declared),
        rows,
        settings,
        new Structure(roles, functions, orders),
        facts,
        new Model.Draws(variables, trees, impossible),
        guards);
  }

  private FitSettings settings() throws IOException {
    List<Condition> conditions = new ArrayList<>();
    for (int i = count(); i > 0; i--) {
      int column = number();
      double @Nullable [] edges = in.readBoolean() ? doubles() : null;
      conditions.add(new Condition(column, edges));
    }
    int label = number();
    return new FitSettings(conditions, label, ModelCodes.privacy(in.readByte()));
  }

  private Role role() throws IOException {
    int code = in.readByte();
    return switch (code) {
      case ModelCodes.DRAWN -> new Role.Drawn();
      case ModelCodes.CONSTANT -> new Role.Constant();
      case ModelCodes.REGENERATED -> new Role.Regenerated(ModelCodes.kind(in.readByte()));
      case ModelCodes.LOOKED_UP -> new Role.LookedUp(function());
      case ModelCodes.ABOVE -> new Role.Above(number());
      case ModelCodes.COMPUTED -> new Role.Computed(sum());
      default -> throw new IllegalArgumentException("role " + code);
    };
  }

  private Function function() throws IOException {
    int from = number();
    int to = number();
    return new Function(from, to, numbers());
  }

  private Sum sum() throws IOException {
    int total = number();
    List<Integer> parts = Arrays.stream(numbers()).boxed().toList();
    List<Double> factors = Arrays.stream(doubles()).boxed().toList();
    return new Sum(total, parts, factors, in.readDouble());
  }

  private Model.ColumnFacts facts() throws IOException {
    Levels levels = levels();
    int places = number();
    long step = in.readLong();
    return new Model.ColumnFacts(levels, places, step, pattern());
  }

  private @Nullable KeyPattern pattern() throws IOException {
    int code = in.readByte();
    return switch (code) {
      case ModelCodes.NO_PATTERN -> null;
      case ModelCodes.STEPS -> new KeyPattern.Steps(in.readLong(), in.readLong(), in.readLong());
      case ModelCodes.RANGE -> new KeyPattern.Range(in.readLong(), in.readLong(), longs());
      case ModelCodes.SHAPES -> shapes();
      default -> throw new IllegalArgumentException("key pattern " + code);
    };
  }

  private KeyPattern.Shapes shapes() throws IOException {
    List<String> shapes = new ArrayList<>();
    for (int i = count(); i > 0; i--) {
      shapes.add(text());
    }
    double missing = in.readDouble();
    String digits = text();
    String lower = text();
    String upper = text();
    return new KeyPattern.Shapes(shapes, missing, digits, lower, upper, longs());
  }

  private Levels levels() throws IOException {
    int code = in.readByte();
    return switch (code) {
      case ModelCodes.TEXTS -> {
        List<String> values = new ArrayList<>();
        for (int i = count(); i > 0; i--) {
          values.add(text());
        }
        yield new Levels.Texts(List.copyOf(values));
      }
      case ModelCodes.WHOLES -> new Levels.Wholes(longs());
      case ModelCodes.NUMBERS -> new Levels.Numbers(doubles());
      default -> throw new IllegalArgumentException("levels " + code);
    };
  }

  private Variable variable(List<Model.ColumnFacts> facts) throws IOException {
    int column = number();
    int code = in.readByte();
    Source source =
        switch (code) {
          case ModelCodes.VALUE -> new Source.Value(column);
          case ModelCodes.DISTANCE -> new Source.Distance(column, number());
          case ModelCodes.BIN -> new Source.Bin(column, doubles());
          default -> throw new IllegalArgumentException("source " + code);
        };
    Levels levels = in.readBoolean() ? levels() : facts.get(column).levels();
    int[] counts = numbers();
    int[] bins = numbers();
    int binCount = number();
    int[] groups = numbers();
    return new Variable(source, levels, counts, bins, binCount, groups, number());
  }

  private DonorTree tree(int variables) throws IOException {
    int[] features = numbers();
    int[] left = numbers();
    int[] rules = numbers();
    Tree tree = Tree.of(features, left, rules, longs(), variables);
    int[] donors = numbers();
    int[] from = numbers();
    return DonorTree.of(tree, donors, from, numbers());
  }

  private String text() throws IOException {
    int length = count();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private int number() throws IOException {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (next & 0x7f) << shift;
      if ((next & 0x80) == 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new IllegalArgumentException("a number of more than five bytes");
  }

  private int count() throws IOException {
    int count = number();
    if (count < 0) {
      throw new IllegalArgumentException("a count of " + count);
    }
    return count;
  }

  private int[] numbers() throws IOException {
    int length = count();
    int[] values = new int[Math.min(length, CHUNK)];
    int before = 0;
    for (int i = 0; i < length; i++) {
      if (i == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(length, 2L * i));
      }
      before += number();
      values[i] = before;
    }
    return values;
  }

  private long[] longs() throws IOException {
    int length = count();
    long[] values = new long[Math.min(length, CHUNK)];
    for (int i = 0; i < length; i++) {
      if (i == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(length, 2L * i));
      }
      values[i] = in.readLong();
    }
    return values;
  }

  private double[] doubles() throws IOException {
    return Arrays.stream(longs()).mapToDouble(Double::longBitsToDouble).toArray();
  }
}
