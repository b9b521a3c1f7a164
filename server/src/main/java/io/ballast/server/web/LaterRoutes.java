package io.ballast.server.web;

import io.ballast.server.access.Permission;
import java.util.ArrayList;
import java.util.List;

/** Routes of the API that a later version answers: 501, so that a client does not ask again. */
public final class LaterRoutes implements Routes {

  /** Methods and path of each; a method is a letter: Get, Post, pUt, pAtch, Delete. */
  private static final List<String> LATER =
      List.of(
          "GP /v3/alert-rules",
          "GAD /v3/alert-rules/{id}",
          "GA /v3/alert-rules/{id}/notification",
          "GP /v3/segments",
          "GD /v3/segments/{id}",
          "G /v3/models/{id}/segments",
          "GP /v3/custom-metrics",
          "GD /v3/custom-metrics/{id}",
          "G /v3/models/{id}/custom-metrics",
          "GA /v3/models/{id}/deployment",
          "PU /v3/models/{id}/deploy-artifact",
          "PU /v3/models/{id}/deploy-surrogate",
          "G /v3/models/{id}/download-artifact",
          "PU /v3/analytics/precompute-feature-impact",
          "PU /v3/analytics/precompute-feature-importance",
          "PU /v3/analytics/precompute-predictions",
          "P /v3/analytics/feature-impact",
          "P /v3/analytics/feature-impact/precomputed",
          "P /v3/analytics/feature-importance",
          "P /v3/analytics/feature-importance/precomputed",
          "PU /v3/analytics/upload-feature-impact",
          "P /v3/analytics/download-slice-data",
          "P /v3/explain",
          "P /v3/predict",
          "GP /v3/charts",
          "GAD /v3/charts/{id}",
          "G /v2/alert-configs/{id}/records",
          "GP /v2/webhooks",
          "GAD /v2/webhooks/{id}",
          "GP /v2/dashboards",
          "GAD /v2/dashboards/{id}");

  @Override
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (String line : LATER) {
      String[] parts = line.split(" ", 2);
      parts[0]
          .chars()
          .forEach(
              letter ->
                  routes.add(
                      new Route(method(letter), parts[1], Permission.KNOWN, LaterRoutes::later)));
    }
    return routes;
  }

  private static String method(int letter) {
    return switch (letter) {
      case 'G' -> "GET";
      case 'P' -> "POST";
      case 'U' -> "PUT";
      case 'A' -> "PATCH";
      default -> "DELETE";
    };
  }

  private static Answer later(Call call) {
    throw new ApiException(
        Reason.NOT_IMPLEMENTED,
        call.servletRequest().getMethod()
            + " "
            + Parse.shortened(call.servletRequest().getRequestURI()),
        "this version of Ballast does not do that yet",
        "see openapi.yaml for what it does");
  }
}
