package io.ballast.stats.drift;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A drift statement about one column, plain or weighted: verdict, effect and evidence apart.
 *
 * @param verdict what it says
 * @param severity of a drift; null otherwise
 * @param reason why there is no verdict, or why a number is undefined, in words; null when all is
 *     defined
 * @param metric the metric that leads: it is the effect, and the verdict was made of it
 * @param measures by metric, in the order of {@link DriftMetric}; empty when nothing could be
 *     measured
 * @param evidence null when nothing could be tested
 */
public record Statement(
    Verdict verdict,
    @Nullable Severity severity,
    @Nullable String reason,
    DriftMetric metric,
    Map<DriftMetric, Measure> measures,
    @Nullable Evidence evidence) {
  public Statement {
    Map<DriftMetric, Measure> copy = new EnumMap<>(DriftMetric.class);
    copy.putAll(measures);
    measures = Collections.unmodifiableMap(copy);
  }

  /** The leading metric's measure; null when nothing could be measured. */
  public @Nullable Measure effect() {
    return measures.get(metric);
  }
}
