package io.ballast.server.pages;

import java.io.IOException;

/**
 * One page, or what one of its forms does.
 *
 * @param method {@code GET} or {@code POST}
 * @param path pattern: {@code /models/{id}}
 * @param open whether nobody needs to be logged in
 * @param handler answers
 */
record PageRoute(String method, String path, boolean open, Handler handler) {

  /** Answers a visit. */
  @FunctionalInterface
  interface Handler {
    PageReply handle(Visit visit) throws IOException;
  }

  static PageRoute get(String path, Handler handler) {
    return new PageRoute("GET", path, false, handler);
  }

  static PageRoute post(String path, Handler handler) {
    return new PageRoute("POST", path, false, handler);
  }

  /** The same for everybody. */
  PageRoute forAll() {
    return new PageRoute(method, path, true, handler);
  }
}
