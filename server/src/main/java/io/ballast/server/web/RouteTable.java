package io.ballast.server.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** All routes, and which of them a request means. */
public final class RouteTable {

  private record Entry(Route route, PathPattern pattern) {}

  private final List<Route> routes;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * A table of those routes.
   *
   * @throws IllegalArgumentException if two are the same
   */
  public RouteTable(List<Routes> features) {
    routes = features.stream().flatMap(feature -> feature.routes().stream()).toList();
    Set<String> seen = new HashSet<>();
    for (Route route : routes) {
      if (!seen.add(route.method() + " " + route.path().replaceAll("\\{[^}]*}", "{}"))) {
        throw new IllegalArgumentException(route.method() + " " + route.path() + " is there twice");
      }
      entries.add(new Entry(route, PathPatternParser.defaultInstance.parse(route.path())));
    }
    entries.sort((a, b) -> PathPattern.SPECIFICITY_COMPARATOR.compare(a.pattern, b.pattern));
  }

  /** All routes. */
  public List<Route> all() {
    return routes;
  }

  /**
   * A route that was found.
   *
   * @param variables of its path, by name
   */
  record Found(Route route, Map<String, String> variables) {}

  Optional<Found> find(String method, PathContainer path) {
    for (Entry entry : entries) {
      if (entry.route.method().equals(method)) {
        PathPattern.PathMatchInfo match = entry.pattern.matchAndExtract(path);
        if (match != null) {
          return Optional.of(new Found(entry.route, match.getUriVariables()));
        }
      }
    }
    return Optional.empty();
  }

  /** The route that a request means, by its path as it was sent. */
  public Optional<Route> route(String method, String path) {
    return find(method, PathContainer.parsePath(path)).map(Found::route);
  }

  /** Whether a path, as it was sent, is that of a route. */
  public boolean knows(String path) {
    return !methods(PathContainer.parsePath(path)).isEmpty();
  }

  /** The methods that a path knows, in order. */
  Set<String> methods(PathContainer path) {
    Set<String> methods = new TreeSet<>();
    for (Entry entry : entries) {
      if (entry.pattern.matches(path)) {
        methods.add(entry.route.method());
      }
    }
    return methods;
  }
}
