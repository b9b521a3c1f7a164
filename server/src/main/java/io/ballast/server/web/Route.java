package io.ballast.server.web;

import static java.util.Objects.requireNonNull;

import io.ballast.server.access.Permission;
import io.ballast.server.access.Principal;
import java.io.IOException;

/**
 * One route: what is asked for, who may ask, and who answers.
 *
 * @param method HTTP method
 * @param path as in {@code openapi.yaml}: {@code /v3/projects/{id}}
 * @param permission that the principal needs
 * @param handler answers
 */
public record Route(String method, String path, Permission permission, Handler handler) {
  public Route {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(permission, "permission");
    requireNonNull(handler, "handler");
  }

  /**
   * Lets a principal pass who may ask.
   *
   * @throws ApiException for another one
   */
  void require(Principal principal) {
    if (!principal.may(permission)) {
      throw new ApiException(
          Reason.FORBIDDEN,
          method + " " + path,
          principal.email() + " lacks the permission " + permission,
          "ask an administrator for it");
    }
  }

  /** Answers a call. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers.
     *
     * @throws ApiException if the request is refused
     * @throws IOException if a body or file cannot be read or written
     */
    Answer handle(Call call) throws IOException;
  }

  /** A GET route. */
  public static Route get(String path, Permission permission, Handler handler) {
    return new Route("GET", path, permission, handler);
  }

  /** A POST route. */
  public static Route post(String path, Permission permission, Handler handler) {
    return new Route("POST", path, permission, handler);
  }

  /** A PATCH route. */
  public static Route patch(String path, Permission permission, Handler handler) {
    return new Route("PATCH", path, permission, handler);
  }

  /** A PUT route. */
  public static Route put(String path, Permission permission, Handler handler) {
    return new Route("PUT", path, permission, handler);
  }

  /** A DELETE route. */
  public static Route delete(String path, Permission permission, Handler handler) {
    return new Route("DELETE", path, permission, handler);
  }
}
