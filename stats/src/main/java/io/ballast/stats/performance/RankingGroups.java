package io.ballast.stats.performance;

import io.ballast.stats.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores of items beside their relevance, query by query. Metrics are means over queries; they do
 * not depend on the order of rows or merges. Not thread-safe.
 */
public final class RankingGroups implements State<RankingGroups> {
  private static final String NO_ROWS = "no row has a query, a relevance and a score";

  private final int top;
  private final Map<String, PairColumns> queries = new TreeMap<>();
  private boolean isBinary = true;

  /**
   * No row yet.
   *
   * @param top items of a query that NDCG looks at, at least 1
   */
  public RankingGroups(int top) {
    this.top = top;
  }

  /**
   * Adds an item.
   *
   * @param query that it was shown for
   * @param relevance at least 0
   * @param score finite
   * @throws IllegalArgumentException if the relevance is negative or a number is not finite
   */
  public void add(String query, double relevance, double score) {
    if (!(relevance >= 0)) {
      throw new IllegalArgumentException("relevance " + relevance + ", it is at least 0");
    }
    isBinary &= relevance == 0 || relevance == 1;
    queries
        .computeIfAbsent(query, name -> new PairColumns())
        .add(score, relevance, 1, Blocks.of(query));
  }

  @Override
  public void merge(RankingGroups other) {
    if (top != other.top) {
      throw new IllegalArgumentException("top " + top + " and " + other.top + ", need the same");
    }
    for (Map.Entry<String, PairColumns> query : other.queries.entrySet()) {
      queries.computeIfAbsent(query.getKey(), name -> new PairColumns()).merge(query.getValue());
    }
    isBinary &= other.isBinary;
  }

  /** Number of queries. */
  public long queries() {
    return queries.size();
  }

  /** Queries of which no item is relevant: they have neither value and are left out. */
  public long withoutRelevant() {
    return queries.values().stream().filter(query -> !hasRelevant(query)).count();
  }

  private static boolean hasRelevant(PairColumns query) {
    for (int i = 0; i < query.rows(); i++) {
      if (query.second(i) > 0) {
        return true;
      }
    }
    return false;
  }

  /** One value of a query. */
  private interface QueryMetric {
    double of(PairColumns sorted);
  }

  private Estimate mean(QueryMetric metric) {
    List<PairColumns> relevant =
        queries.values().stream().filter(RankingGroups::hasRelevant).toList();
    if (relevant.isEmpty()) {
      return Estimate.undefined(queries.isEmpty() ? NO_ROWS : "no item is relevant");
    }
    LossColumn values = new LossColumn(NO_ROWS);
    for (PairColumns query : relevant) {
      query.sort();
      values.add(metric.of(query), 1, (short) query.block(0));
    }
    return values.mean().within(0, 1);
  }

  /** Mean average precision, ties taken together; of relevances 0 and 1 only. */
  public Estimate meanAveragePrecision() {
    return isBinary
        ? mean(query -> ThresholdCurve.of(query).averagePrecision())
        : Estimate.undefined("a relevance is neither 0 nor 1");
  }

  /**
   * Mean normalised discounted cumulative gain of the first items: relevance over the binary
   * logarithm of place plus 1, over that of the best order; tied items share their places.
   */
  public Estimate normalisedGain() {
    return mean(this::normalisedGain);
  }

  private double normalisedGain(PairColumns sorted) {
    double gain = 0;
    int place = 0;
    for (int to = sorted.rows(); to > 0; ) {
      int from = to;
      double relevance = 0;
      double discounts = 0;
      while (from > 0 && sorted.first(from - 1) == sorted.first(to - 1)) {
        from--;
        relevance += sorted.second(from);
        discounts += discount(place++);
      }
      gain += relevance / (to - from) * discounts;
      to = from;
    }
    List<Double> relevances = new ArrayList<>();
    for (int i = 0; i < sorted.rows(); i++) {
      relevances.add(-sorted.second(i));
    }
    relevances.sort(null);
    double best = 0;
    for (int i = 0; i < relevances.size(); i++) {
      best -= relevances.get(i) * discount(i);
    }
    return gain / best;
  }

  private double discount(int place) {
    return place < top ? Math.log(2) / Math.log(place + 2) : 0;
  }

  /** All metrics by id, in the order of the catalogue. */
  public Map<String, Estimate> figures() {
    Map<String, Estimate> figures = new LinkedHashMap<>();
    figures.put("map", meanAveragePrecision());
    figures.put("ndcg", normalisedGain());
    figures.put("query_count", Estimate.count(queries()));
    return figures;
  }
}
