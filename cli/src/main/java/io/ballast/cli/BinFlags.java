package io.ballast.cli;

import io.ballast.tables.ProblemException;
import io.ballast.tables.compare.Binning;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code --bins} of {@code ballast drift} spells: a rule for all columns, and edges of single
 * ones.
 */
final class BinFlags {
  private static final int MAX_BINS = 1_000;
  private static final String WIDTH = "width:";

  private BinFlags() {}

  /**
   * Reads the values of all flags.
   *
   * @throws ProblemException for a value that is neither a rule nor edges, or one given twice
   */
  static Binning parse(List<String> flags) {
    Binning rule = null;
    Map<String, List<Double>> edges = new LinkedHashMap<>();
    for (String flag : flags) {
      int equals = flag.lastIndexOf('=');
      if (equals > 0) {
        String column = flag.substring(0, equals);
        if (edges.put(column, edges(flag, flag.substring(equals + 1))) != null) {
          throw twice(column);
        }
      } else if (rule != null) {
        throw twice(flag);
      } else {
        rule = rule(flag);
      }
    }
    Binning of = rule == null ? Binning.quantiles(Binning.DEFAULT_COUNT) : rule;
    return new Binning(of.rule(), of.count(), edges);
  }

  private static Binning rule(String flag) {
    String word = flag.toLowerCase(Locale.ROOT);
    if (word.equals("sturges")) {
      return new Binning(Binning.Rule.STURGES, 0, Map.of());
    }
    if (word.equals("doane")) {
      return new Binning(Binning.Rule.DOANE, 0, Map.of());
    }
    boolean isWidth = word.startsWith(WIDTH);
    try {
      int count = Integer.parseInt(isWidth ? word.substring(WIDTH.length()) : word);
      if (count < 2 || count > MAX_BINS) {
        throw ProblemException.usage(
            "--bins " + flag,
            "a column has from 2 to " + MAX_BINS + (isWidth ? " bins" : " quantile bins"),
            "choose a number in between");
      }
      return isWidth
          ? new Binning(Binning.Rule.EQUAL_WIDTH, count, Map.of())
          : Binning.quantiles(count);
    } catch (NumberFormatException e) {
      throw ProblemException.usage(
          "--bins " + flag,
          "bins are a number of quantile bins, width:N, sturges, doane or edges of a column",
          "write for example --bins 20, --bins width:20 or --bins age=30:50:65");
    }
  }

  private static List<Double> edges(String flag, String text) {
    try {
      List<Double> edges =
          Arrays.stream(text.split(":", -1)).map(edge -> Double.parseDouble(edge) + 0.0).toList();
      for (int i = 0; i < edges.size(); i++) {
        if (!Double.isFinite(edges.get(i)) || (i > 0 && edges.get(i) <= edges.get(i - 1))) {
          throw wrongEdges(flag);
        }
      }
      if (edges.size() >= MAX_BINS) {
        throw wrongEdges(flag);
      }
      return edges;
    } catch (NumberFormatException e) {
      throw wrongEdges(flag);
    }
  }

  private static ProblemException wrongEdges(String flag) {
    return ProblemException.usage(
        "--bins " + flag,
        "a column has up to " + (MAX_BINS - 1) + " rising numbers as edges",
        "write for example --bins age=30:50:65");
  }

  private static ProblemException twice(String what) {
    return ProblemException.usage(
        "--bins " + what, "is one too many", "give one rule, and edges once for each column");
  }
}
