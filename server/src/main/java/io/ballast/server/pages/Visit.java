package io.ballast.server.pages;

import static java.util.Objects.requireNonNull;

import io.ballast.server.access.Permission;
import io.ballast.server.access.Principal;
import io.ballast.server.access.Sessions;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Inside;
import io.ballast.server.web.Parse;
import io.ballast.server.web.QueryString;
import io.ballast.server.web.Reason;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request for a page. For one thread. */
final class Visit {

  /** The field and header that shows that a form is ours. */
  static final String FORM_KEY = "form_key";

  private static final int MAX_FORM_BYTES = 1 << 20;
  private static final int MAX_FIELD_BYTES = 1 << 16;

  private final HttpServletRequest request;
  private final Map<String, String> variables;
  private final Sessions.@Nullable Session session;
  private final Inside inside;
  private final QueryString query;
  private @Nullable QueryString form;

  Visit(
      HttpServletRequest request,
      Map<String, String> variables,
      Sessions.@Nullable Session session,
      Inside inside) {
    this.request = request;
    this.variables = variables;
    this.session = session;
    this.inside = inside;
    this.query = QueryString.parse(request.getQueryString());
  }

  boolean isKnown() {
    return session != null;
  }

  Principal principal() {
    return session().principal();
  }

  Sessions.Session session() {
    if (session == null) {
      throw new IllegalStateException("nobody is logged in");
    }
    return session;
  }

  String path() {
    return request.getRequestURI();
  }

  /** Path and query, as a link back here. */
  String address() {
    String text = request.getQueryString();
    return request.getRequestURI() + (text == null ? "" : "?" + text);
  }

  /** {@code http://HOST:PORT} as the browser knows it. */
  String origin() {
    String host = request.getHeader("Host");
    String proto = request.getHeader("X-Forwarded-Proto");
    String scheme = request.isSecure() || "https".equals(proto) ? "https" : "http";
    return scheme + "://" + (host == null ? request.getServerName() : host);
  }

  /** A parameter of the address; empty text counts as none. */
  @Nullable String query(String name) {
    String value = query.first(name);
    return value == null || value.isBlank() ? null : value;
  }

  String query(String name, String fallback) {
    String value = query(name);
    return value == null ? fallback : value;
  }

  UUID id() {
    String value = requireNonNull(variables.get("id"));
    return Parse.uuid(value)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "'" + Parse.shortened(value) + "'", "an id is a UUID", "start from the list"));
  }

  /** A field of the sent form; empty text when it is not there. */
  String field(String name) throws IOException {
    if (isMultipart()) {
      return partText(name);
    }
    if (form == null) {
      try (InputStream in = request.getInputStream()) {
        byte[] bytes = in.readNBytes(MAX_FORM_BYTES);
        form = QueryString.parse(new String(bytes, StandardCharsets.UTF_8));
      }
    }
    String value = form.first(name);
    return value == null ? "" : value.strip();
  }

  private boolean isMultipart() {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
  }

  private String partText(String name) throws IOException {
    try {
      Part part = request.getPart(name);
      if (part == null) {
        return "";
      }
      try (InputStream in = part.getInputStream()) {
        return new String(in.readNBytes(MAX_FIELD_BYTES), StandardCharsets.UTF_8).strip();
      }
    } catch (IllegalStateException e) {
      throw new ApiException(
          Reason.TOO_LARGE,
          "a file larger than this server takes",
          "--max-upload says how large a file may be",
          "split it, or start the server with a larger one");
    } catch (ServletException e) {
      throw new IOException(e);
    }
  }

  /** The form key as it was sent; empty text without. */
  String formKey() throws IOException {
    String header = request.getHeader("X-Form-Key");
    return header == null ? field(FORM_KEY) : header;
  }

  @Nullable String header(String name) {
    return request.getHeader(name);
  }

  @Nullable String cookie(String name) {
    return cookie(request, name);
  }

  static @Nullable String cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }

  /** The theme that the reader has chosen; empty for the system's. */
  String theme() {
    String value = cookie("ballast_theme");
    return value != null && (value.equals("dark") || value.equals("light")) ? value : "";
  }

  /**
   * Lets those pass who may do that.
   *
   * @throws ApiException for another one
   */
  void require(Permission permission) {
    if (!principal().may(permission)) {
      throw new ApiException(
          Reason.FORBIDDEN,
          request.getRequestURI(),
          principal().email() + " lacks the permission " + permission,
          "ask an administrator for it");
    }
  }

  /** The {@code data} of REST's answer to a GET. */
  JsonNode ask(String path) throws IOException {
    return inside.ask(request, principal(), "GET", path, null);
  }

  /** The {@code data} of REST's answer. */
  JsonNode ask(String method, String path, @Nullable ObjectNode body) throws IOException {
    return inside.ask(request, principal(), method, path, body);
  }
}
