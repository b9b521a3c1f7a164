package io.ballast.balance.synthesis;

import io.ballast.balance.columns.Levels;
import io.ballast.balance.structure.Function;
import io.ballast.balance.structure.Order;
import io.ballast.balance.structure.Role;
import io.ballast.balance.structure.Sum;
import io.ballast.stats.trees.Tree;
import io.ballast.tables.Column;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the body of a model file; its layout stands at {@link ModelFile}. */
final class ModelWriter {

  private final DataOutputStream out;

  ModelWriter(DataOutputStream out) {
    this.out = out;
  }

  void write(Model model) throws IOException {
    number(model.schema().columns().size());
    for (Column column : model.schema().columns()) {
      text(column.name());
      out.writeByte(ModelCodes.of(column.type()));
    }
    number(model.rows());
    settings(model.settings());
    for (Role role : model.structure().roles()) {
      role(role);
    }
    number(model.structure().functions().size());
    for (Function function : model.structure().functions()) {
      function(function);
    }
    number(model.structure().orders().size());
    for (Order order : model.structure().orders()) {
      number(order.low());
      number(order.high());
    }
    for (int column = 0; column < model.schema().columns().size(); column++) {
      facts(model.column(column));
    }
    number(model.variables().size());
    number(model.drawn());
    for (Variable variable : model.variables()) {
      variable(variable, model);
    }
    for (DonorTree tree : model.trees()) {
      tree(tree);
    }
    number(model.impossible().size());
    for (PairCounts.Impossible pair : model.impossible()) {
      number(pair.first());
      number(pair.second());
      longs(pair.pairs());
    }
    longs(model.guards().exact());
    longs(model.guards().near());
    out.writeDouble(model.guards().leastLikely());
  }

  private void settings(FitSettings settings) throws IOException {
    number(settings.conditions().size());
    for (Condition condition : settings.conditions()) {
      number(condition.column());
      double[] edges = condition.edges();
      out.writeBoolean(edges != null);
      if (edges != null) {
        doubles(edges);
      }
    }
    number(settings.label());
    out.writeByte(ModelCodes.of(settings.privacy()));
  }

  private void role(Role role) throws IOException {
    if (role instanceof Role.Drawn) {
      out.writeByte(ModelCodes.DRAWN);
    } else if (role instanceof Role.Constant) {
      out.writeByte(ModelCodes.CONSTANT);
    } else if (role instanceof Role.Regenerated regenerated) {
      out.writeByte(ModelCodes.REGENERATED);
      out.writeByte(ModelCodes.of(regenerated.kind()));
    } else if (role instanceof Role.LookedUp up) {
      out.writeByte(ModelCodes.LOOKED_UP);
      function(up.function());
    } else if (role instanceof Role.Above above) {
      out.writeByte(ModelCodes.ABOVE);
      number(above.low());
    } else {
      out.writeByte(ModelCodes.COMPUTED);
      sum(((Role.Computed) role).sum());
    }
  }

  private void function(Function function) throws IOException {
    number(function.from());
    number(function.to());
    numbers(function.levels());
  }

  private void sum(Sum sum) throws IOException {
    number(sum.total());
    numbers(sum.parts().stream().mapToInt(Integer::intValue).toArray());
    doubles(sum.factors().stream().mapToDouble(Double::doubleValue).toArray());
    out.writeDouble(sum.constant());
  }

  private void facts(Model.ColumnFacts facts) throws IOException {
    levels(facts.levels());
    number(facts.places());
    out.writeLong(facts.step());
    KeyPattern pattern = facts.pattern();
    if (pattern == null) {
      out.writeByte(ModelCodes.NO_PATTERN);
    } else if (pattern instanceof KeyPattern.Steps steps) {
      out.writeByte(ModelCodes.STEPS);
      out.writeLong(steps.first());
      out.writeLong(steps.step());
      out.writeLong(steps.rows());
    } else if (pattern instanceof KeyPattern.Range range) {
      out.writeByte(ModelCodes.RANGE);
      out.writeLong(range.min());
      out.writeLong(range.max());
      longs(range.taken());
    } else {
      shapes((KeyPattern.Shapes) pattern);
    }
  }

  private void shapes(KeyPattern.Shapes shapes) throws IOException {
    out.writeByte(ModelCodes.SHAPES);
    number(shapes.shapes().size());
    for (String shape : shapes.shapes()) {
      text(shape);
    }
    out.writeDouble(shapes.missing());
    text(shapes.digits());
    text(shapes.lower());
    text(shapes.upper());
    longs(shapes.taken());
  }

  private void levels(Levels levels) throws IOException {
    if (levels instanceof Levels.Texts texts) {
      out.writeByte(ModelCodes.TEXTS);
      number(texts.size());
      for (String value : texts.values()) {
        text(value);
      }
    } else if (levels instanceof Levels.Wholes wholes) {
      out.writeByte(ModelCodes.WHOLES);
      longs(wholes.values());
    } else {
      out.writeByte(ModelCodes.NUMBERS);
      doubles(((Levels.Numbers) levels).values());
    }
  }

  private void variable(Variable variable, Model model) throws IOException {
    Source source = variable.source();
    number(source.column());
    if (source instanceof Source.Value) {
      out.writeByte(ModelCodes.VALUE);
    } else if (source instanceof Source.Distance distance) {
      out.writeByte(ModelCodes.DISTANCE);
      number(distance.low());
    } else {
      out.writeByte(ModelCodes.BIN);
      doubles(((Source.Bin) source).edges());
    }
    boolean own = variable.levels() != model.column(source.column()).levels();
    out.writeBoolean(own);
    if (own) {
      levels(variable.levels());
    }
    numbers(variable.counts());
    numbers(variable.bins());
    number(variable.binCount());
    numbers(variable.groups());
    number(variable.groupCount());
  }

  private void tree(DonorTree tree) throws IOException {
    Tree nodes = tree.tree();
    numbers(nodes.features());
    numbers(nodes.leftChildren());
    numbers(nodes.rules());
    longs(nodes.sets());
    numbers(tree.donors());
    numbers(tree.from());
    numbers(tree.to());
  }

  private void text(String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    out.write(bytes);
  }

  /** Zigzag, seven bits a byte, the lowest first. */
  private void number(int value) throws IOException {
    int left = value << 1 ^ value >> 31;
    while ((left & ~0x7f) != 0) {
      out.writeByte((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.writeByte(left);
  }

  /** Differences to the number before. */
  private void numbers(int[] values) throws IOException {
    number(values.length);
    int before = 0;
    for (int value : values) {
      number(value - before);
      before = value;
    }
  }

  private void longs(long[] values) throws IOException {
    number(values.length);
    for (long value : values) {
      out.writeLong(value);
    }
  }

  private void doubles(double[] values) throws IOException {
    longs(Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray());
  }
}
