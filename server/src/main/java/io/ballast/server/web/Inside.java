package io.ballast.server.web;

import io.ballast.server.access.Principal;
import io.ballast.server.platform.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks routes of REST from within the process, as pages do: what a page shows and does is what REST
 * answers and does.
 */
public final class Inside {

  private final RouteTable table;
  private final long maxRequestBytes;

  /** Over those routes. */
  public Inside(RouteTable table, long maxRequestBytes) {
    this.table = table;
    this.maxRequestBytes = maxRequestBytes;
  }

  /**
   * The {@code data} of an answer.
   *
   * @param request the page's own, for files in it
   * @param path with a query, if any
   * @param body null without
   * @throws ApiException if the request is refused
   */
  public JsonNode ask(
      HttpServletRequest request,
      Principal principal,
      String method,
      String path,
      @Nullable ObjectNode body)
      throws IOException {
    int mark = path.indexOf('?');
    String plain = mark < 0 ? path : path.substring(0, mark);
    RouteTable.Found found =
        table
            .find(method, PathContainer.parsePath(plain))
            .orElseThrow(() -> new IllegalArgumentException("no route " + method + " " + path));
    found.route().require(principal);
    Call call =
        new Call(
            request,
            found.variables(),
            principal,
            maxRequestBytes,
            body == null ? new byte[0] : Json.bytes(body),
            QueryString.parse(mark < 0 ? null : path.substring(mark + 1)));
    Answer answer = found.route().handler().handle(call);
    if (answer.object() != null) {
      return answer.object().path("data");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    answer.body().write(out);
    return Json.parse(out.toByteArray()).path("data");
  }
}
