package io.ballast.server.pages;

import io.ballast.eventstore.StoreBusyException;
import io.ballast.server.access.Sessions;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Inside;
import io.ballast.server.web.Reason;
import io.ballast.server.web.RequestCounts;
import io.ballast.server.web.Zipped;
import io.ballast.tables.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Takes requests for pages: finds the page, checks the session and the key of forms, and turns what
 * goes wrong into a page in words. Its headers let a browser load nothing from anywhere else and
 * run no script but those of the jar.
 */
public final class PageDispatcher implements HttpRequestHandler, AutoCloseable {

  /** First parts of the paths that are pages. */
  private static final Set<String> PARTS =
      Set.of(
          "",
          "static",
          "login",
          "logout",
          "search",
          "models",
          "datasets",
          "jobs",
          "settings",
          "upload");

  private static final Logger logger = Logger.getLogger(PageDispatcher.class.getName());
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private record Entry(PageRoute route, PathPattern pattern) {}

  private final List<Entry> entries = new ArrayList<>();
  private final StaticFiles files;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final Inside inside;
  private final RequestCounts counts;
  private final ProblemPage problems;
  private final Background background;

  PageDispatcher(
      Backing backing,
      StaticFiles files,
      Frame frame,
      List<PageRoute> routes,
      Background background) {
    this.background = background;
    this.files = files;
    this.sessions = backing.sessions();
    this.cookie = backing.cookie();
    this.inside = backing.inside();
    this.counts = backing.counts();
    this.problems = new ProblemPage(frame);
    for (PageRoute route : routes) {
      entries.add(new Entry(route, PathPatternParser.defaultInstance.parse(route.path())));
    }
    entries.sort((a, b) -> PathPattern.SPECIFICITY_COMPARATOR.compare(a.pattern, b.pattern));
  }

  /** Whether a page is asked for: by its path, or by a browser that has lost its way. */
  public static boolean isPage(HttpServletRequest request) {
    String path = request.getRequestURI();
    int end = path.indexOf('/', 1);
    String first = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
    String accepted = request.getHeader("Accept");
    boolean fromBrowser = accepted != null && accepted.contains("text/html");
    return PARTS.contains(first)
        || (fromBrowser && request.getMethod().equals("GET") && !first.equals("v3"));
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long start = System.nanoTime();
    Entry[] found = {null};
    PageReply reply =
        request.getRequestURI().startsWith("/static/")
            ? files.file(request.getRequestURI())
            : answer(request, found);
    response.setStatus(reply.status());
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    reply.headers().forEach(response::setHeader);
    try (Zipped body = new Zipped(request, response)) {
      body.write(reply.body());
    }
    counts.count(
        found[0] == null ? "/static/**" : found[0].route().path(),
        found[0] == null ? "any" : found[0].route().method(),
        reply.status(),
        System.nanoTime() - start);
  }

  private PageReply answer(HttpServletRequest request, @Nullable Entry[] matched)
      throws IOException {
    String secret = Visit.cookie(request, cookie.name());
    Sessions.Session session = secret == null ? null : sessions.find(secret).orElse(null);
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    Visit visit = new Visit(request, Map.of(), session, inside);
    try {
      for (Entry entry : entries) {
        PathPattern.PathMatchInfo match =
            entry.route.method().equals(request.getMethod())
                ? entry.pattern.matchAndExtract(path)
                : null;
        if (match != null) {
          matched[0] = entry;
          visit = new Visit(request, match.getUriVariables(), session, inside);
          return handle(visit, entry.route);
        }
      }
      return session == null ? logIn(visit) : problems.notFound(visit);
    } catch (ApiException e) {
      return problems.refused(visit, e);
    } catch (ProblemException e) {
      return problems.problem(visit, String.valueOf(e.getMessage()));
    } catch (StoreBusyException e) {
      return problems.busy(visit, String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      String incident = UUID.randomUUID().toString();
      logger.log(
          Level.SEVERE, e, () -> "incident " + incident + ": page " + request.getRequestURI());
      return problems.fault(visit, incident);
    }
  }

  private static PageReply handle(Visit visit, PageRoute route) throws IOException {
    if (!route.open() && !visit.isKnown()) {
      return logIn(visit);
    }
    if (route.method().equals("POST") && !isOurs(visit)) {
      throw new ApiException(
          Reason.FORBIDDEN,
          "a form that did not come from this page",
          "each form carries the key of its session",
          "open the page again and send it once more");
    }
    return route.handler().handle(visit);
  }

  /** Whether a form was sent by a page of ours. */
  private static boolean isOurs(Visit visit) throws IOException {
    if (visit.isKnown()) {
      return Sessions.isGenuine(visit.session(), visit.formKey());
    }
    String origin = visit.header("Origin");
    String site = visit.header("Sec-Fetch-Site");
    return (origin == null || origin.equals(visit.origin()))
        && (site == null || site.equals("same-origin") || site.equals("none"));
  }

  private static PageReply logIn(Visit visit) {
    String back = visit.address();
    return PageReply.seeOther(
        Link.to("/login").with("to", back.equals("/") ? null : back).toString());
  }

  /** Ends what works behind the pages. */
  @Override
  public void close() {
    background.close();
  }
}
