package io.ballast.balance.structure;

import static java.util.Objects.requireNonNull;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.CodedTable;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.columns.Levels;
import io.ballast.balance.structure.Role.Regenerated;
import io.ballast.balance.structure.Role.Regenerated.Kind;
import io.ballast.stats.Workers;
import io.ballast.tables.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds keys, functions, sums and orders of a table and gives each column its role. */
public final class StructureFinder {

  private static final double NARROW = 0.1;
  private static final int FEW_VALUES = 32;

  private final CodedTable table;
  private final Frame frame;
  private final Set<Integer> given;
  private final Workers workers;
  private final @Nullable Role[] roles;

  private StructureFinder(Frame frame, CodedTable table, Set<Integer> given, Workers workers) {
    this.frame = frame;
    this.table = table;
    this.given = Set.copyOf(given);
    this.workers = workers;
    this.roles = new Role[table.size()];
  }

  /**
   * Looks at a table.
   *
   * @param given columns whose values the user sets: always drawn, never keys
   */
  public static Structure find(Frame frame, CodedTable table, Set<Integer> given, Workers workers) {
    return new StructureFinder(frame, table, given, workers).find();
  }

  /** The functions between some columns of a table. */
  public static List<Function> functions(CodedTable table, List<Integer> columns, Workers workers) {
    return new FunctionFinder(table, null).find(columns, workers);
  }

  private Structure find() {
    for (int column : given) {
      roles[column] = new Role.Drawn();
    }
    constants();
    KeyFinder keys = new KeyFinder(table);
    keys.rowKeys(frame).forEach(this::regenerate);
    List<Function> functions = functions(keys);
    lookUps(functions);
    sums();
    List<Order> orders = orders();
    for (int column = 0; column < roles.length; column++) {
      if (roles[column] == null) {
        roles[column] = new Role.Drawn();
      }
    }
    List<Role> all = new ArrayList<>();
    for (Role role : roles) {
      all.add(requireNonNull(role));
    }
    return new Structure(all, kept(functions, all), orders);
  }

  private List<Integer> open() {
    return IntStream.range(0, roles.length)
        .filter(column -> roles[column] == null || given.contains(column))
        .boxed()
        .toList();
  }

  private void constants() {
    for (int column = 0; column < roles.length; column++) {
      CodedColumn coded = table.column(column);
      int values = coded.levels().size() + (coded.missing() > 0 ? 1 : 0);
      if (roles[column] == null && values <= 1) {
        roles[column] = new Role.Constant();
      }
    }
  }

  private void regenerate(int column, Kind kind) {
    if (roles[column] == null) {
      roles[column] = new Regenerated(kind);
    }
  }

  /** Functions among the columns that are no keys; group keys are found on the way. */
  private List<Function> functions(KeyFinder keys) {
    List<Integer> open = open();
    List<Function> functions = new FunctionFinder(table, null).find(open, workers);
    Map<Integer, Kind> groupKeys = keys.groupKeys(functions, given, open.size());
    if (groupKeys.isEmpty()) {
      return functions;
    }
    groupKeys.forEach(this::regenerate);
    int coarsest =
        groupKeys.keySet().stream()
            .min(
                Comparator.comparingInt((Integer key) -> table.column(key).levels().size())
                    .thenComparing(Comparator.naturalOrder()))
            .orElseThrow();
    return new FunctionFinder(table, table.codes(coarsest)).find(open(), workers);
  }

  /**
   * Each follower is looked up from the decider with the fewest values; of a circle one is drawn. A
   * number of many values that stands beside a name one to one is a code: the name is drawn.
   */
  private void lookUps(List<Function> functions) {
    Map<Integer, Function> chosen = new HashMap<>();
    List<Function> simplestFirst =
        functions.stream()
            .sorted(
                Comparator.comparingInt((Function f) -> table.column(f.from()).levels().size())
                    .thenComparing(f -> isNumberOfManyValues(f.from()))
                    .thenComparingInt(Function::from))
            .toList();
    for (Function function : simplestFirst) {
      int to = function.to();
      if (!given.contains(to) && !chosen.containsKey(to) && !leadsTo(function.from(), to, chosen)) {
        chosen.put(to, function);
      }
    }
    chosen.forEach((to, function) -> roles[to] = new Role.LookedUp(function));
  }

  private boolean isNumberOfManyValues(int column) {
    Levels levels = table.column(column).levels();
    return levels.ordered() && levels.size() > FEW_VALUES;
  }

  private static boolean leadsTo(int column, int goal, Map<Integer, Function> chosen) {
    int at = column;
    while (true) {
      if (at == goal) {
        return true;
      }
      Function above = chosen.get(at);
      if (above == null) {
        return false;
      }
      at = above.from();
    }
  }

  private void sums() {
    List<Integer> candidates = new ArrayList<>();
    for (int column : open()) {
      ColumnType type = table.declared(column).type();
      if ((type == ColumnType.INTEGER || type == ColumnType.FLOATING)
          && table.column(column).missing() == 0
          && isFinite(table.column(column).levels())) {
        candidates.add(column);
      }
    }
    candidates.sort(
        Comparator.comparing((Integer column) -> !given.contains(column))
            .thenComparing(Comparator.naturalOrder()));
    new SumFinder(table)
        .find(candidates, given)
        .forEach(sum -> roles[sum.total()] = new Role.Computed(sum));
  }

  private static boolean isFinite(Levels levels) {
    return !(levels instanceof Levels.Numbers numbers)
        || (Double.isFinite(numbers.values()[0])
            && Double.isFinite(numbers.values()[numbers.size() - 1]));
  }

  private List<Order> orders() {
    List<Integer> numeric =
        IntStream.range(0, roles.length)
            .filter(
                column ->
                    roles[column] == null
                        || roles[column] instanceof Role.Drawn
                        || roles[column] instanceof Role.Computed)
            .filter(column -> table.declared(column).type().isNumeric())
            .boxed()
            .toList();
    List<Order> orders = new OrderFinder(table).find(numeric);
    for (int high : numeric) {
      narrowest(high, orders).ifPresent(order -> roles[high] = new Role.Above(order.low()));
    }
    return orders;
  }

  /**
   * The order below a column whose distance is small against the column's own spread, smallest
   * first: there the distance says more than the value. Only whole numbers and instants, and only
   * below a column that is always there.
   */
  private Optional<Order> narrowest(int high, List<Order> orders) {
    if (roles[high] != null || !isWhole(high)) {
      return Optional.empty();
    }
    double spread = spread(high);
    Order best = null;
    double least = NARROW * spread;
    for (Order order : orders) {
      if (order.high() == high
          && isWhole(order.low())
          && table.column(order.low()).missing() == 0
          && !(roles[order.low()] instanceof Role.Computed)
          && !orders.contains(order.reversed())) {
        double distance = medianDistance(order);
        if (distance < least) {
          least = distance;
          best = order;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private boolean isWhole(int column) {
    return table.column(column).levels() instanceof Levels.Wholes;
  }

  /** From the 10% to the 90% quantile. */
  private double spread(int column) {
    CodedColumn coded = table.column(column);
    long present = (long) table.rows() - coded.missing();
    double low = 0;
    long below = 0;
    for (int level = 0; level < coded.counts().length; level++) {
      long next = below + coded.counts()[level];
      if (below <= present / 10 && next > present / 10) {
        low = coded.levels().number(level);
      }
      if (next > present * 9 / 10) {
        return coded.levels().number(level) - low;
      }
      below = next;
    }
    return 0;
  }

  private double medianDistance(Order order) {
    CodedColumn low = table.column(order.low());
    CodedColumn high = table.column(order.high());
    double[] distances =
        IntStream.range(0, table.rows())
            .filter(row -> low.codes()[row] >= 0 && high.codes()[row] >= 0)
            .mapToDouble(
                row ->
                    high.levels().number(high.codes()[row]) - low.levels().number(low.codes()[row]))
            .sorted()
            .toArray();
    return distances[distances.length / 2];
  }

  /** Functions that a row could break: those between columns with values of their own. */
  private static List<Function> kept(List<Function> functions, List<Role> roles) {
    return functions.stream()
        .filter(f -> isLevelled(roles.get(f.from())) && isLevelled(roles.get(f.to())))
        .filter(f -> root(f.from(), roles) != root(f.to(), roles))
        .toList();
  }

  /** The column that decides this one through look-ups; what shares it cannot disagree. */
  private static int root(int column, List<Role> roles) {
    int at = column;
    while (roles.get(at) instanceof Role.LookedUp up) {
      at = up.function().from();
    }
    return at;
  }

  private static boolean isLevelled(Role role) {
    return role instanceof Role.Drawn || role instanceof Role.LookedUp;
  }
}
