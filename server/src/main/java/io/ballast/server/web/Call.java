package io.ballast.server.web;

import io.ballast.server.access.Principal;
import io.ballast.server.platform.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request on its way to a route. For one thread. */
public final class Call {

  private final HttpServletRequest request;
  private final Map<String, String> variables;
  private final @Nullable Principal principal;
  private final long maxBodyBytes;
  private byte @Nullable [] body;
  private boolean isInside;
  private @Nullable QueryString query;

  Call(
      HttpServletRequest request,
      Map<String, String> variables,
      @Nullable Principal principal,
      long maxBodyBytes) {
    this.request = request;
    this.variables = variables;
    this.principal = principal;
    this.maxBodyBytes = maxBodyBytes;
  }

  /** A call from within: body and query are given, the request is that of a page. */
  Call(
      HttpServletRequest request,
      Map<String, String> variables,
      Principal principal,
      long maxBodyBytes,
      byte[] body,
      QueryString query) {
    this(request, variables, principal, maxBodyBytes);
    this.body = body;
    this.query = query;
    this.isInside = true;
  }

  /** Who asks. */
  public Principal principal() {
    if (principal == null) {
      throw new IllegalStateException("the route is open to anybody");
    }
    return principal;
  }

  /** The servlet's own request, for multipart bodies. */
  public HttpServletRequest servletRequest() {
    return request;
  }

  /** A header; null without. */
  public @Nullable String header(String name) {
    return request.getHeader(name);
  }

  private QueryString query() {
    if (query == null) {
      query = QueryString.of(request);
    }
    return query;
  }

  /** A parameter of the query string; null without. */
  public @Nullable String query(String name) {
    return query().first(name);
  }

  /** All values of a parameter of the query string. */
  public String[] queries(String name) {
    return query().all(name).toArray(new String[0]);
  }

  /** A variable of the path. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the path has no variable " + name);
    }
    return value;
  }

  /**
   * An id in the path.
   *
   * @param kind of the object, for the message
   */
  public UUID id(String name, String kind) {
    String value = variable(name);
    return Parse.uuid(value)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    kind + " '" + Parse.shortened(value) + "'",
                    "an id is a UUID",
                    "take it from a list of " + kind + "s"));
  }

  /** The whole body. */
  public byte[] body() {
    if (body == null) {
      body = read();
    }
    return body;
  }

  private byte[] read() {
    try (InputStream stream = request.getInputStream()) {
      if (request.getContentLengthLong() > maxBodyBytes) {
        throw tooLarge(request.getContentLengthLong());
      }
      byte[] bytes = stream.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxBodyBytes + 1));
      if (bytes.length > maxBodyBytes) {
        throw tooLarge(bytes.length);
      }
      return bytes;
    } catch (IOException e) {
      throw ApiException.badRequest(
          "the body ends early", "all of it is needed", "send the request again");
    }
  }

  private ApiException tooLarge(long bytes) {
    return new ApiException(
        Reason.TOO_LARGE,
        "a body of " + bytes + " bytes or more",
        "at most " + maxBodyBytes + " are taken",
        "send less at once, or upload it as a file");
  }

  /** The body as a JSON object. */
  public ObjectNode json() {
    String type = request.getContentType();
    if (!isInside
        && type != null
        && !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new ApiException(
          Reason.UNSUPPORTED_TYPE,
          "content type '" + Parse.shortened(type) + "'",
          "this route takes application/json",
          "send JSON and say so");
    }
    JsonNode node;
    try {
      node = Json.parse(body());
    } catch (StreamConstraintsException e) {
      throw ApiException.badRequest(
          "JSON beyond the limits (" + Parse.firstLine(e) + ")",
          "at most " + Json.MAX_DEPTH + " levels, 400 digits a number, 16 MiB a text",
          "send smaller values");
    } catch (JacksonException e) {
      throw ApiException.badRequest(
          "JSON that cannot be read (" + Parse.firstLine(e) + ")",
          "a body is one JSON object in UTF-8",
          "mend the body");
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    if (node.isMissingNode()) {
      throw ApiException.badRequest("an empty body", "a body is one JSON object", "send an object");
    }
    throw ApiException.badRequest(
        "a body of JSON type " + Parse.typeOf(node), "a body is one JSON object", "send an object");
  }
}
