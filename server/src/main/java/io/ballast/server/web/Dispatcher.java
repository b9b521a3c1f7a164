package io.ballast.server.web;

import io.ballast.eventstore.StoreBusyException;
import io.ballast.server.access.Access;
import io.ballast.server.access.Permission;
import io.ballast.server.access.Principal;
import io.ballast.server.access.SignedLinks;
import io.ballast.tables.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.http.server.PathContainer;
import org.springframework.web.HttpRequestHandler;

/**
 * Takes every request: finds its route, checks who asks, lets it be answered, and turns what goes
 * wrong into an error in the envelope.
 */
public final class Dispatcher implements HttpRequestHandler {

  /** Of one write to a connection: answers have up to some ten megabytes. */
  public static final int BUFFER_BYTES = 1 << 16;

  private static final Logger logger = Logger.getLogger(Dispatcher.class.getName());
  private static final String BEARER = "Bearer ";
  private static final String ROUTE = Dispatcher.class.getName() + ".route";

  private final RouteTable table;
  private final Access access;
  private final SignedLinks links;
  private final Replies replies;
  private final RequestCounts counts;
  private final long maxRequestBytes;

  /** A dispatcher over those routes. */
  public Dispatcher(
      RouteTable table,
      Access access,
      SignedLinks links,
      Replies replies,
      RequestCounts counts,
      long maxRequestBytes) {
    this.table = table;
    this.access = access;
    this.links = links;
    this.replies = replies;
    this.counts = counts;
    this.maxRequestBytes = maxRequestBytes;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long start = System.nanoTime();
    Answer answer = answer(request, response);
    response.setStatus(answer.status());
    response.setContentType(answer.contentType());
    response.setHeader("Cache-Control", "no-store");
    response.setBufferSize(BUFFER_BYTES);
    try (Zipped body = new Zipped(request, response)) {
      answer.body().write(body);
    }
    Object route = request.getAttribute(ROUTE);
    boolean known = route instanceof Route;
    counts.count(
        known ? ((Route) route).path() : "none",
        known ? ((Route) route).method() : "any",
        answer.status(),
        System.nanoTime() - start);
  }

  private Answer answer(HttpServletRequest request, HttpServletResponse response) {
    try {
      return route(request, response);
    } catch (ApiException e) {
      return Answer.error(e);
    } catch (ProblemException e) {
      return problem(e);
    } catch (StoreBusyException e) {
      response.setHeader("Retry-After", Long.toString(Math.max(1, e.retryAfter().toSeconds())));
      return Answer.error(
          Reason.BUSY, String.valueOf(e.getMessage()), "send the request again a little later");
    } catch (CancellationException e) {
      return Answer.error(
          Reason.UNAVAILABLE,
          "the server is ending, what was asked for is not done",
          "send the request again when it is back");
    } catch (IOException | RuntimeException e) {
      return fault(request, e);
    }
  }

  private Answer route(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    Optional<RouteTable.Found> found = table.find(request.getMethod(), path);
    Principal principal = null;
    if (found.isEmpty() || found.get().route().permission() != Permission.OPEN) {
      principal = authenticate(request);
    }
    if (found.isEmpty()) {
      throw noRoute(request, response, path);
    }
    Route route = found.get().route();
    request.setAttribute(ROUTE, route);
    if (principal != null) {
      route.require(principal);
    }
    Call call = new Call(request, found.get().variables(), principal, maxRequestBytes);
    return replies.answer(route, call);
  }

  private Principal authenticate(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || header.isBlank()) {
      QueryString query = QueryString.of(request);
      if (request.getMethod().equals("GET") && query.first("signature") != null) {
        return ofLink(request, query);
      }
      throw new ApiException(
          Reason.UNAUTHORIZED,
          "a request without a token",
          "every route but health and login needs one",
          "send the header Authorization: Bearer TOKEN");
    }
    String token =
        header.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? header.substring(BEARER.length()).strip()
            : header.strip();
    return access
        .find(token)
        .orElseThrow(
            () ->
                new ApiException(
                    Reason.UNAUTHORIZED,
                    "a token that is nobody's",
                    "tokens are those that this data folder has given out",
                    "check it, or make a new one with ballast token"));
  }

  private Principal ofLink(HttpServletRequest request, QueryString query) {
    return links
        .check(
            request.getRequestURI(),
            String.valueOf(query.first("expires")),
            String.valueOf(query.first("principal")),
            String.valueOf(query.first("signature")))
        .flatMap(access::principal)
        .orElseThrow(
            () ->
                new ApiException(
                    Reason.UNAUTHORIZED,
                    "a link that does not hold",
                    "a signed link is for one path and at most 15 minutes",
                    "ask for a new one"));
  }

  private ApiException noRoute(
      HttpServletRequest request, HttpServletResponse response, PathContainer path) {
    Set<String> methods = table.methods(path);
    String shown = Parse.shortened(request.getRequestURI());
    if (methods.isEmpty()) {
      return ApiException.notFound(
          "path " + shown, "there is no such route", "see openapi.yaml for all of them");
    }
    response.setHeader("Allow", String.join(", ", methods));
    return new ApiException(
        Reason.METHOD_NOT_ALLOWED,
        "method " + Parse.shortened(request.getMethod()) + " of " + shown,
        "this path knows " + String.join(", ", methods),
        "use one of them");
  }

  private static Answer problem(ProblemException e) {
    Reason reason =
        e.kind() == ProblemException.Kind.ENVIRONMENT ? Reason.UNAVAILABLE : Reason.BAD_REQUEST;
    if (reason == Reason.UNAVAILABLE) {
      logger.log(Level.WARNING, "refused: {0}", e.getMessage());
    }
    String message = String.valueOf(e.getMessage());
    int last = message.lastIndexOf(", ");
    return last < 0
        ? Answer.error(reason, message, "mend it and send the request again")
        : Answer.error(reason, message.substring(0, last), message.substring(last + 2));
  }

  private static Answer fault(HttpServletRequest request, Exception e) {
    if (e instanceof UncheckedIOException || e instanceof IOException) {
      logger.log(Level.WARNING, "a file or connection failed", e);
    }
    String incident = UUID.randomUUID().toString();
    logger.log(
        Level.SEVERE,
        e,
        () -> "incident " + incident + ": " + request.getMethod() + " " + request.getRequestURI());
    return Answer.error(
        Reason.FAULT,
        "incident " + incident + ", this is a fault of Ballast",
        "report it with the lines that the server's log has for the incident");
  }
}
