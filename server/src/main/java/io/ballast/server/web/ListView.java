package io.ballast.server.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a list of objects is asked for: {@code filter}, {@code ordering}, {@code limit} and {@code
 * offset}.
 *
 * @param <T> the objects
 */
public final class ListView<T> {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  private final Map<String, Function<T, @Nullable Object>> fields = new LinkedHashMap<>();
  private final Function<T, JsonNode> toJson;

  /** A list whose items look like that. */
  public ListView(Function<T, JsonNode> toJson) {
    this.toJson = toJson;
  }

  /** A field to filter and order by. */
  public ListView<T> field(String name, Function<T, @Nullable Object> extractor) {
    fields.put(name, extractor);
    return this;
  }

  /** The part of the objects that a call asks for. */
  public Page page(Call call, List<T> objects) {
    int limit = number(call, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    int offset = number(call, "offset", 0, 0, Integer.MAX_VALUE);
    Stream<T> matching = objects.stream();
    String filter = call.query("filter");
    if (filter != null && !filter.isBlank()) {
      matching = matching.filter(new FilterRules<>(fields).parse(filter));
    }
    Comparator<T> order = order(call);
    List<T> all = (order == null ? matching : matching.sorted(order)).toList();
    List<JsonNode> items = all.stream().skip(offset).limit(limit).map(toJson).toList();
    return new Page(items, all.size(), limit, offset);
  }

  private @Nullable Comparator<T> order(Call call) {
    List<String> keys = new ArrayList<>();
    for (String value : call.queries("ordering")) {
      keys.addAll(List.of(value.split(",", -1)));
    }
    Comparator<T> order = null;
    for (String key : keys) {
      if (key.isBlank()) {
        continue;
      }
      boolean descending = key.startsWith("-");
      Function<T, @Nullable Object> field = fields.get(descending ? key.substring(1) : key);
      if (field == null) {
        throw ApiException.badRequest(
            "ordering '" + Parse.shortened(key) + "'",
            "this list knows " + String.join(", ", fields.keySet()),
            "order by one of them, with - in front for descending");
      }
      Comparator<T> next = (a, b) -> compare(field.apply(a), field.apply(b));
      next = descending ? next.reversed() : next;
      order = order == null ? next : order.thenComparing(next);
    }
    return order;
  }

  private static int compare(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? -1 : 1;
    }
    if (a instanceof Number left && b instanceof Number right) {
      return Double.compare(left.doubleValue(), right.doubleValue());
    }
    return String.valueOf(a).compareTo(String.valueOf(b));
  }

  private static int number(Call call, String name, int otherwise, int min, int max) {
    String value = call.query(name);
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw ApiException.badRequest(
        name + " '" + Parse.shortened(value) + "'",
        "a whole number from " + min + " to " + max + " is needed",
        "leave it out for " + otherwise);
  }
}
