package io.ballast.balance.structure;

import java.util.List;

/**
 * What holds in every row of a table.
 *
 * @param roles how each column comes about, in table order
 * @param functions those between columns that are drawn or looked up: kept in every row
 * @param orders kept in every row
 */
public record Structure(List<Role> roles, List<Function> functions, List<Order> orders) {
  public Structure {
    roles = List.copyOf(roles);
    functions = List.copyOf(functions);
    orders = List.copyOf(orders);
  }

  /** The role of the column at that position. */
  public Role role(int column) {
    return roles.get(column);
  }

  /** Whether the column gets its values from a tree, as they are or as a distance. */
  public boolean isDrawn(int column) {
    return role(column) instanceof Role.Drawn || role(column) instanceof Role.Above;
  }
}
