package io.ballast.server.pages;

import io.ballast.report.chart.Markup;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a page answers.
 *
 * @param status HTTP status
 * @param headers by name
 * @param body whole
 */
record PageReply(int status, Map<String, String> headers, byte[] body) {

  PageReply {
    headers = new LinkedHashMap<>(headers);
  }

  /** A page of HTML. */
  static PageReply html(int status, Consumer<Markup> writer) {
    StringBuilder text = new StringBuilder(1 << 15);
    writer.accept(new Markup(text));
    return of(status, "text/html;charset=UTF-8", text.toString());
  }

  static PageReply of(int status, String type, String text) {
    return new PageReply(
        status, Map.of("Content-Type", type), text.getBytes(StandardCharsets.UTF_8));
  }

  /** The way to another page, after a form was sent. */
  static PageReply seeOther(String location) {
    return new PageReply(303, Map.of("Location", location), new byte[0]);
  }

  /** The same with one more header. */
  PageReply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new PageReply(status, more, body);
  }
}
