package io.ballast.server.web;

/** The kinds of errors that callers are told; words and statuses are part of the API. */
public enum Reason {
  /** The request is not what the route takes. */
  BAD_REQUEST(400, "BadRequest"),
  /** There is no token, or it is nobody's. */
  UNAUTHORIZED(401, "Unauthorized"),
  /** The principal may not do that. */
  FORBIDDEN(403, "Forbidden"),
  /** There is no such route or object. */
  NOT_FOUND(404, "ObjectNotFound"),
  /** The route knows other methods. */
  METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
  /** It is there already, or in use. */
  CONFLICT(409, "Conflict"),
  /** The body is larger than allowed. */
  TOO_LARGE(413, "PayloadTooLarge"),
  /** The body is of another type. */
  UNSUPPORTED_TYPE(415, "UnsupportedMediaType"),
  /** Too much waits already: send it again later. */
  BUSY(429, "TooManyRequests"),
  /** A fault of Ballast. */
  FAULT(500, "InternalError"),
  /** A later version will do that. */
  NOT_IMPLEMENTED(501, "NotImplemented"),
  /** The environment does not allow it: disk, memory, a damaged file. */
  UNAVAILABLE(503, "ServiceUnavailable");

  private final int status;
  private final String word;

  Reason(int status, String word) {
    this.status = status;
    this.word = word;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The word in {@code errors[].reason}. */
  public String word() {
    return word;
  }
}
