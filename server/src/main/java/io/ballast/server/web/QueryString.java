package io.ballast.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string, those of a body aside. */
public final class QueryString {

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private QueryString() {}

  /**
   * The parameters of a request.
   *
   * @throws ApiException if a percent sign is not followed by two hexadecimal digits
   */
  static QueryString of(HttpServletRequest request) {
    return parse(request.getQueryString());
  }

  /** The parameters in a text, the one behind a question mark or a form's body. */
  public static QueryString parse(@Nullable String text) {
    QueryString query = new QueryString();
    if (text == null || text.isEmpty()) {
      return query;
    }
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
      query.values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest(
          "query part '" + Parse.shortened(text) + "'",
          "a percent sign is followed by two hexadecimal digits",
          "encode it as %25");
    }
  }

  /** The first value of a parameter; null without. */
  public @Nullable String first(String name) {
    List<String> found = values.get(name);
    return found == null ? null : found.get(0);
  }

  /** All values of a parameter. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }
}
