package io.ballast.server.web;

import static java.util.Objects.requireNonNull;

/** A request that is refused: the value, the rule, the remedy. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String finding;
  private final String remedy;

  /**
   * A refusal.
   *
   * @param value what was found: {@code name 'a/b'}
   * @param rule what it should be: {@code a name has no slash}
   * @param remedy what to do: {@code choose another name}
   */
  public ApiException(Reason reason, String value, String rule, String remedy) {
    super(requireNonNull(value) + ", " + requireNonNull(rule) + ", " + requireNonNull(remedy));
    this.reason = requireNonNull(reason);
    this.finding = value + ", " + rule;
    this.remedy = remedy;
  }

  /** The request is not what the route takes. */
  public static ApiException badRequest(String value, String rule, String remedy) {
    return new ApiException(Reason.BAD_REQUEST, value, rule, remedy);
  }

  /** There is no such object. */
  public static ApiException notFound(String value, String rule, String remedy) {
    return new ApiException(Reason.NOT_FOUND, value, rule, remedy);
  }

  /** It is there already, or in use. */
  public static ApiException conflict(String value, String rule, String remedy) {
    return new ApiException(Reason.CONFLICT, value, rule, remedy);
  }

  /** The kind. */
  public Reason reason() {
    return reason;
  }

  /** Value and rule. */
  public String finding() {
    return finding;
  }

  /** The remedy. */
  public String remedy() {
    return remedy;
  }
}
