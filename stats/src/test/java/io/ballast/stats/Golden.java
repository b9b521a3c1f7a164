package io.ballast.stats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One row of {@code golden.csv}: what mpmath, scipy or scikit-learn give. {@code
 * src/test/oracle/golden.py} writes the file.
 */
public record Golden(double[] arguments, double expected) {

  /** All rows of one function. */
  public static List<Golden> of(String function) {
    var stream = Objects.requireNonNull(Golden.class.getResourceAsStream("golden.csv"));
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      List<Golden> rows =
          reader
              .lines()
              .map(line -> line.split(",", -1))
              .filter(cells -> cells[0].equals(function))
              .map(cells -> new Golden(numbers(cells[1]), Double.parseDouble(cells[2])))
              .toList();
      if (rows.isEmpty()) {
        throw new IllegalArgumentException("golden.csv has no row of " + function);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  /** The error of a value relative to what is expected; the absolute one where 0 is expected. */
  public double error(double actual) {
    return expected == 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);
  }

  @Override
  public String toString() {
    return Arrays.toString(arguments) + " -> " + expected;
  }
}
