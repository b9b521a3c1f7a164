package io.ballast.server.web;

import java.util.List;

/** The routes of a feature. */
@FunctionalInterface
public interface Routes {

  /** All of them. */
  List<Route> routes();
}
