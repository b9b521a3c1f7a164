package io.ballast.balance.structure;

import java.util.List;

/**
 * A column is a sum of others: {@code total = constant + sum of factors[i] * parts[i]}, rounded to
 * the decimals of {@code total}.
 *
 * @param total the column that is computed
 * @param parts columns, at least one
 * @param factors one for each part, not 0
 * @param constant added
 */
public record Sum(int total, List<Integer> parts, List<Double> factors, double constant) {
  public Sum {
    parts = List.copyOf(parts);
    factors = List.copyOf(factors);
  }
}
