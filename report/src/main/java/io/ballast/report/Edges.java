package io.ballast.report;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.tables.ColumnType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Bins in words, with as many digits as tell their edges apart.
 *
 * @param type of the column; edges of a timestamp are written as dates in UTC
 * @param digits significant digits of an edge
 * @param hasTime whether a date needs its time of day
 * @param points heavy values with a bin of their own, whose rows are in no range
 */
record Edges(ColumnType type, int digits, boolean hasTime, List<Double> points) {
  private static final int FEWEST_DIGITS = 3;
  private static final int MOST_DIGITS = 15;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** Words for these bins. */
  static Edges of(ColumnType type, List<Bin> bins) {
    double[] edges =
        bins.stream()
            .flatMapToDouble(bin -> DoubleStream.of(bin.lower(), bin.upper()))
            .filter(Double::isFinite)
            .distinct()
            .sorted()
            .toArray();
    List<Double> points =
        bins.stream().filter(bin -> bin.kind() == BinKind.POINT).map(Bin::lower).toList();
    if (type == ColumnType.TIMESTAMP) {
      double span = edges.length < 2 ? 0 : edges[edges.length - 1] - edges[0];
      return new Edges(
          type, 0, span < ChronoUnit.DAYS.getDuration().toNanos() / 1e3 * edges.length, points);
    }
    int digits = FEWEST_DIGITS;
    while (digits < MOST_DIGITS && !areApart(edges, digits)) {
      digits++;
    }
    return new Edges(type, digits, false, points);
  }

  private static boolean areApart(double[] edges, int digits) {
    long different =
        DoubleStream.of(edges)
            .mapToObj(edge -> Figures.PAGE.significant(edge, digits))
            .distinct()
            .count();
    return different == edges.length;
  }

  /** One edge. */
  String edge(double edge) {
    if (type == ColumnType.TIMESTAMP && Double.isFinite(edge)) {
      return (hasTime ? TIME : DATE).format(Instant.EPOCH.plus((long) edge, ChronoUnit.MICROS));
    }
    return Figures.PAGE.significant(edge, digits);
  }

  /** The whole bin: {@code below 18}, {@code 18 to 24.5}, {@code 70 and more}, {@code France}. */
  String name(Bin bin) {
    if (bin.kind() != BinKind.INTERVAL) {
      return Double.isNaN(bin.lower()) ? Names.value(bin.label()) : edge(bin.lower());
    }
    String without =
        points.stream()
            .filter(point -> point >= bin.lower() && point < bin.upper())
            .map(point -> ", without " + edge(point))
            .collect(Collectors.joining());
    return range(bin) + without;
  }

  private String range(Bin bin) {
    if (Double.isInfinite(bin.lower()) && Double.isInfinite(bin.upper())) {
      return "all values";
    }
    if (Double.isInfinite(bin.lower())) {
      return "below " + edge(bin.upper());
    }
    if (Double.isInfinite(bin.upper())) {
      return edge(bin.lower()) + " and more";
    }
    return edge(bin.lower()) + " to " + edge(bin.upper());
  }
}
