package io.ballast.balance;

import io.ballast.balance.structure.Function;
import io.ballast.balance.structure.Order;
import io.ballast.balance.structure.Role;
import io.ballast.balance.structure.Role.Dependency;
import io.ballast.balance.structure.Sum;
import io.ballast.balance.synthesis.Model;
import java.util.ArrayList;
import java.util.List;

/** The dependencies that a model keeps, in words. */
final class DependencyWords {

  private final Model model;
  private final List<Dependency> all = new ArrayList<>();

  DependencyWords(Model model) {
    this.model = model;
  }

  List<Dependency> all() {
    for (Role role : model.structure().roles()) {
      if (role instanceof Role.LookedUp up) {
        add(up.function());
      } else if (role instanceof Role.Computed computed) {
        add(computed.sum());
      }
    }
    model.structure().functions().forEach(this::add);
    model.structure().orders().forEach(this::add);
    model
        .impossiblePairs()
        .forEach(
            (pair, count) ->
                all.add(
                    new Dependency(
                        "pairs",
                        List.of(name(pair.first()), name(pair.second())),
                        "%d combination%s of %s and %s never occur%s"
                            .formatted(
                                count,
                                count == 1 ? "" : "s",
                                name(pair.first()),
                                name(pair.second()),
                                count == 1 ? "s" : ""))));
    return all;
  }

  private String name(int column) {
    return model.schema().columns().get(column).name();
  }

  private void add(Function function) {
    String from = name(function.from());
    String to = name(function.to());
    all.add(new Dependency("function", List.of(from, to), from + " decides " + to));
  }

  private void add(Order order) {
    String low = name(order.low());
    String high = name(order.high());
    all.add(new Dependency("order", List.of(low, high), low + " is never above " + high));
  }

  private void add(Sum sum) {
    List<String> names = new ArrayList<>(List.of(name(sum.total())));
    StringBuilder text = new StringBuilder(name(sum.total()) + " =");
    for (int i = 0; i < sum.parts().size(); i++) {
      double factor = sum.factors().get(i);
      String part = name(sum.parts().get(i));
      names.add(part);
      text.append(i == 0 ? (factor < 0 ? " -" : " ") : factor < 0 ? " - " : " + ");
      text.append(Math.abs(factor) == 1 ? part : number(Math.abs(factor)) + " " + part);
    }
    if (sum.constant() != 0) {
      text.append(sum.constant() < 0 ? " - " : " + ").append(number(Math.abs(sum.constant())));
    }
    all.add(new Dependency("sum", names, text.toString()));
  }

  private static String number(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
