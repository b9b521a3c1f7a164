package io.ballast.balance.synthesis;

import io.ballast.balance.columns.Levels;
import io.ballast.balance.structure.Decimals;
import io.ballast.balance.structure.Function;
import io.ballast.balance.structure.Order;
import io.ballast.balance.structure.Role;
import io.ballast.balance.structure.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows when a variable of a row gets a level: values of its column and of those that depend
 * on it, and the rules that can be asked then.
 */
final class Recipe {

  private final Model model;
  private final @Nullable Smear[] smears;
  private final List<List<Integer>> dependents = new ArrayList<>();
  private final List<List<Rule>> rules = new ArrayList<>();
  private final int[] followers;
  private final int[] settled;

  Recipe(Model model) {
    this.model = model;
    int variables = model.variables().size();
    int columns = model.schema().columns().size();
    this.smears = new Smear[variables];
    this.followers = new int[columns];
    this.settled = new int[columns];
    Arrays.fill(followers, -1);
    Arrays.fill(settled, -1);
    for (int variable = 0; variable < variables; variable++) {
      dependents.add(new ArrayList<>());
      rules.add(new ArrayList<>());
    }
    Set<Integer> exact = exactColumns();
    for (int variable = 0; variable < model.drawn(); variable++) {
      Variable drawn = model.variables().get(variable);
      if (!(drawn.source() instanceof Source.Bin)) {
        settled[drawn.source().column()] = variable;
      }
      smears[variable] = smear(variable, exact);
    }
    for (int variable = model.drawn(); variable < variables; variable++) {
      followers[model.variables().get(variable).source().column()] = variable;
    }
    for (int column = 0; column < columns; column++) {
      settle(column);
    }
    rules();
  }

  private Set<Integer> exactColumns() {
    Set<Integer> exact = new HashSet<>();
    for (Function function : model.structure().functions()) {
      exact.add(function.from());
      exact.add(function.to());
    }
    for (Role role : model.structure().roles()) {
      if (role instanceof Role.LookedUp up) {
        exact.add(up.function().from());
      }
    }
    return exact;
  }

  private @Nullable Smear smear(int variable, Set<Integer> exact) {
    Variable drawn = model.variables().get(variable);
    if (!drawn.ordered() || drawn.source() instanceof Source.Bin) {
      return null;
    }
    Model.ColumnFacts facts = model.column(drawn.source().column());
    Decimals own = Decimals.of(drawn.levels());
    boolean asItIs = variable < model.conditions() || exact.contains(drawn.source().column());
    int rows = model.settings().privacy().smearedRows();
    return new Smear(drawn.levels(), drawn.counts(), rows, asItIs, facts.places(), own.step());
  }

  /** Finds the variable after which a looked-up or computed column is known. */
  private int settle(int column) {
    Role role = model.structure().role(column);
    if (settled[column] >= 0) {
      return settled[column];
    }
    int after = -1;
    if (role instanceof Role.LookedUp up) {
      after = settle(up.function().from());
    } else if (role instanceof Role.Computed computed) {
      for (int part : computed.sum().parts()) {
        after = Math.max(after, settle(part));
      }
    }
    if (after >= 0) {
      settled[column] = after;
      dependents.get(after).add(column);
    }
    return after;
  }

  private void rules() {
    for (Function function : model.structure().functions()) {
      add(new Rule.OfFunction(function), settled[function.from()], settled[function.to()]);
    }
    for (Order order : model.structure().orders()) {
      add(new Rule.OfOrder(order), settled[order.low()], settled[order.high()]);
    }
    for (PairCounts.Impossible pair : model.impossible()) {
      Variable first = model.variables().get(pair.first());
      Variable second = model.variables().get(pair.second());
      add(
          new Rule.OfPair(pair, first.groups(), second.groups()),
          settledBy(pair.first()),
          settledBy(pair.second()));
    }
    for (int column = 0; column < settled.length; column++) {
      Role role = model.structure().role(column);
      if (role instanceof Role.Computed || role instanceof Role.Above) {
        Levels levels = model.column(column).levels();
        double min = levels.number(0);
        double max = levels.number(levels.size() - 1);
        add(new Rule.OfRange(column, min, max), settled[column], settled[column]);
      }
    }
    for (int variable = 0; variable < model.conditions(); variable++) {
      if (model.variables().get(variable).source() instanceof Source.Bin bin) {
        add(new Rule.OfBin(variable, bin), settled[bin.column()], variable);
      }
    }
  }

  private int settledBy(int variable) {
    return variable < model.drawn()
        ? variable
        : settled[model.variables().get(variable).source().column()];
  }

  /** Rules among values that the user sets are not asked: the user's word stands. */
  private void add(Rule rule, int one, int other) {
    int after = Math.max(one, other);
    if (after >= model.conditions()) {
      rules.get(after).add(rule);
    }
  }

  /**
   * Gives a variable of a row a level, and what depends on it.
   *
   * @param level -1 is missing
   */
  void set(Draft draft, int variable, int row, int level, RowRandom random) {
    Variable drawn = model.variables().get(variable);
    Smear smear = smears[variable];
    int near = smear == null || level < 0 ? level : smear.level(level, random);
    draft.setBin(variable, row, drawn.binOf(near));
    int column = drawn.source().column();
    if (drawn.source() instanceof Source.Bin) {
      return;
    }
    if (near < 0) {
      draft.setMissing(column, row);
    } else if (smear == null) {
      draft.setLevel(column, row, near);
    } else if (drawn.source() instanceof Source.Distance distance) {
      long value = draft.whole(distance.low(), row) + smear.whole(near, random);
      draft.setWhole(column, row, 0, value);
    } else if (drawn.levels() instanceof Levels.Wholes) {
      draft.setWhole(column, row, near, smear.whole(near, random));
    } else {
      draft.setNumber(column, row, near, smear.number(near, random));
    }
    List<Integer> following = dependents.get(variable);
    for (int i = 0; i < following.size(); i++) {
      follow(draft, following.get(i), row);
    }
  }

  /** Whether a level of a variable may come out as another one near by. */
  boolean moves(int variable) {
    return smears[variable] != null
        && model.variables().get(variable).source() instanceof Source.Value;
  }

  private void follow(Draft draft, int column, int row) {
    Role role = model.structure().role(column);
    Levels levels = model.column(column).levels();
    if (role instanceof Role.LookedUp up) {
      int level = up.function().of(draft.level(up.function().from(), row));
      if (followers[column] >= 0) {
        draft.setBin(followers[column], row, model.variables().get(followers[column]).binOf(level));
      }
      if (level < 0) {
        draft.setMissing(column, row);
      } else if (levels instanceof Levels.Wholes wholes) {
        draft.setWhole(column, row, level, wholes.values()[level]);
      } else if (levels instanceof Levels.Numbers numbers) {
        draft.setNumber(column, row, level, numbers.values()[level]);
      } else {
        draft.setLevel(column, row, level);
      }
    } else if (role instanceof Role.Computed computed) {
      compute(draft, column, row, computed.sum());
    }
  }

  private void compute(Draft draft, int column, int row, Sum sum) {
    double value = sum.constant();
    for (int i = 0; i < sum.parts().size(); i++) {
      value += sum.factors().get(i) * draft.number(sum.parts().get(i), row);
    }
    if (model.column(column).levels() instanceof Levels.Wholes) {
      draft.setWhole(column, row, 0, Math.round(value));
    } else {
      draft.setNumber(column, row, 0, new Decimals(model.column(column).places(), 1).round(value));
    }
  }

  /** Whether the row keeps the rules that can be asked once the variable is set. */
  boolean holds(Draft draft, int variable, int row) {
    List<Rule> asked = rules.get(variable);
    for (int i = 0; i < asked.size(); i++) {
      if (!asked.get(i).holds(draft, row)) {
        return false;
      }
    }
    return true;
  }
}
