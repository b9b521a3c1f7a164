package io.ballast.server.web;

import io.ballast.server.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The {@code filter} of a list: JSON with a condition and rules, nested as deep as JSON may be
 * (fiddler-v3.md 4.2). A value is compared as text, with {@code less} and the like as a number
 * where both are.
 */
final class FilterRules<T> {

  private final Map<String, Function<T, @Nullable Object>> fields;

  FilterRules(Map<String, Function<T, @Nullable Object>> fields) {
    this.fields = fields;
  }

  /** The predicate that a filter spells. */
  Predicate<T> parse(String filter) {
    JsonNode node;
    try {
      node = Json.parse(filter);
    } catch (JacksonException e) {
      throw ApiException.badRequest(
          "filter '" + Parse.shortened(filter) + "'",
          "a filter is a JSON object with condition and rules",
          "write for example {\"condition\":\"AND\",\"rules\":[]}");
    }
    return group(node);
  }

  private Predicate<T> group(JsonNode node) {
    JsonNode rules = node.path("rules");
    String condition = node.path("condition").asString("AND").toUpperCase(Locale.ROOT);
    if (!rules.isArray() || !(condition.equals("AND") || condition.equals("OR"))) {
      throw ApiException.badRequest(
          "filter part '" + Parse.shortened(Json.text(node)) + "'",
          "a group has condition AND or OR and a list of rules",
          "mend the filter");
    }
    List<Predicate<T>> parts = new ArrayList<>();
    rules.forEach(rule -> parts.add(rule.has("rules") ? group(rule) : rule(rule)));
    if (condition.equals("AND")) {
      return item -> parts.stream().allMatch(part -> part.test(item));
    }
    return item -> parts.isEmpty() || parts.stream().anyMatch(part -> part.test(item));
  }

  private Predicate<T> rule(JsonNode rule) {
    String field = rule.path("field").asString("");
    Function<T, @Nullable Object> extractor = fields.get(field);
    if (extractor == null) {
      throw ApiException.badRequest(
          "filter field '" + Parse.shortened(field) + "'",
          "this list knows " + String.join(", ", fields.keySet().stream().sorted().toList()),
          "filter by one of them");
    }
    String operator = rule.path("operator").asString("");
    JsonNode value = rule.path("value");
    Predicate<@Nullable Object> test = test(operator, value);
    return item -> test.test(extractor.apply(item));
  }

  private static Predicate<@Nullable Object> test(String operator, JsonNode value) {
    if (operator.startsWith("not_")) {
      Predicate<@Nullable Object> opposite = test(operator.substring(4), value);
      return found -> found != null && !opposite.test(found);
    }
    return switch (operator) {
      case "equal" -> found -> compare(found, value) == 0;
      case "in", "any" -> found -> isOneOf(found, value);
      case "less" -> found -> compare(found, value) < 0;
      case "less_or_equal" -> found -> isKnown(found, value) && compare(found, value) <= 0;
      case "greater" -> found -> isKnown(found, value) && compare(found, value) > 0;
      case "greater_or_equal" -> found -> isKnown(found, value) && compare(found, value) >= 0;
      case "between" ->
          found ->
              isKnown(found, value.path(0))
                  && compare(found, value.path(0)) >= 0
                  && compare(found, value.path(1)) <= 0;
      case "begins_with" -> found -> found != null && text(found).startsWith(value.asString(""));
      case "contains" -> found -> found != null && text(found).contains(value.asString(""));
      case "ends_with" -> found -> found != null && text(found).endsWith(value.asString(""));
      case "is_empty" -> found -> found == null || text(found).isEmpty();
      case "is_not_empty" -> found -> found != null && !text(found).isEmpty();
      case "is_null" -> found -> found == null;
      case "is_not_null" -> found -> found != null;
      default ->
          throw ApiException.badRequest(
              "filter operator '" + Parse.shortened(operator) + "'",
              "operators are equal, in, any, less, less_or_equal, greater, greater_or_equal,"
                  + " between, begins_with, contains, ends_with, is_empty, is_null and their"
                  + " opposites with not",
              "use one of them");
    };
  }

  private static boolean isKnown(@Nullable Object found, JsonNode value) {
    return found != null && !value.isNull() && !value.isMissingNode();
  }

  private static boolean isOneOf(@Nullable Object found, JsonNode values) {
    if (values.isArray()) {
      for (JsonNode value : values) {
        if (isOneOf(found, value)) {
          return true;
        }
      }
      return false;
    }
    if (found instanceof Iterable<?> items) {
      for (Object item : items) {
        if (compare(item, values) == 0) {
          return true;
        }
      }
      return false;
    }
    return compare(found, values) == 0;
  }

  /** Zero when equal; what is missing is equal to nothing and less than nothing. */
  private static int compare(@Nullable Object found, JsonNode value) {
    if (found == null || value.isNull() || value.isMissingNode()) {
      return 1;
    }
    if (found instanceof Number number && value.isNumber()) {
      return Double.compare(number.doubleValue(), value.asDouble());
    }
    return Integer.signum(
        text(found).compareTo(value.isString() ? value.asString() : value.toString()));
  }

  private static String text(Object found) {
    return String.valueOf(found);
  }
}
