package io.ballast.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * Figures of some runs of the same part.
 *
 * @param runs name and value of each figure
 */
record Figures(List<Map<String, Double>> runs) {
  Figures {
    runs = List.copyOf(runs);
  }

  static Figures of(List<Map<String, Double>> runs) {
    return new Figures(runs);
  }

  double median(String name) {
    return Probe.quantile(values(name), 0.5);
  }

  double max(String name) {
    return Probe.quantile(values(name), 1);
  }

  private double[] values(String name) {
    return runs.stream()
        .mapToDouble(
            run -> {
              Double value = run.get(name);
              if (value == null) {
                throw new IllegalStateException("no figure " + name + " in " + run.keySet());
              }
              return value;
            })
        .toArray();
  }
}
