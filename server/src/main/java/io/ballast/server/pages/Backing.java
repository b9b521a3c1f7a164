package io.ballast.server.pages;

import io.ballast.eventstore.EventStore;
import io.ballast.server.access.Installation;
import io.ballast.server.access.Sessions;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.measure.WholeDrift;
import io.ballast.server.measure.WindowFigures;
import io.ballast.server.web.Inside;
import io.ballast.server.web.RequestCounts;
import java.time.InstantSource;

/**
 * What pages work with.
 *
 * @param sessions who is logged in
 * @param organization whose data folder it is
 * @param secure whether pages come over https only
 * @param inside asks REST
 * @param counts of requests, for the server's own metrics
 * @param catalog of models
 * @param events when they came
 * @param drift with bins
 * @param figures of windows
 * @param clock now
 */
public record Backing(
    Sessions sessions,
    Installation organization,
    boolean secure,
    Inside inside,
    RequestCounts counts,
    Catalog catalog,
    EventStore events,
    WholeDrift drift,
    WindowFigures figures,
    InstantSource clock) {

  SessionCookie cookie() {
    return SessionCookie.of(organization, secure);
  }
}
