package io.ballast.server.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An address of a page with its parameters in order.
 *
 * @param path of the page; empty for the one on which the link stands
 * @param parameters by name
 */
record Link(String path, Map<String, String> parameters) {

  Link {
    parameters = new LinkedHashMap<>(parameters);
  }

  static Link to(String path) {
    return new Link(path, Map.of());
  }

  /** The same with a parameter; null or empty takes it away. */
  Link with(String name, @Nullable String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.remove(name);
    if (value != null && !value.isEmpty()) {
      more.put(name, value);
    }
    return new Link(path, more);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(path);
    char separator = '?';
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      text.append(separator).append(encoded(parameter.getKey()));
      text.append('=').append(encoded(parameter.getValue()));
      separator = '&';
    }
    return text.toString();
  }

  /** A text as a part of an address; colons may stand there as they are. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
  }
}
