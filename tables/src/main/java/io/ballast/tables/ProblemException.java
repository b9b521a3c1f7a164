package io.ballast.tables;

import static java.util.Objects.requireNonNull;

/**
 * Something that a person must mend: the value, the rule, the remedy.
 *
 * <p>The one error type at the edge: its message is {@code VALUE, RULE, REMEDY} on one line and is
 * shown as it is.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Who has to act, and with which exit code the command ends. */
  public enum Kind {
    /** Bad input, or a server that answered an error. */
    INPUT(1),
    /** Wrong usage of a command. */
    USAGE(2),
    /** The environment: JDK, port in use, no write access, disk full. */
    ENVIRONMENT(3);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The exit code of interfaces.md section 2. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  /**
   * A problem in words.
   *
   * @param kind who has to act
   * @param value what was found, with file, row and column where known: {@code row 1204 of a.csv
   *     has 14 values}
   * @param rule what it should have been: {@code the header names 13}
   * @param remedy what to do: {@code quote values that hold the delimiter or choose another one
   *     with --delimiter}
   */
  public ProblemException(Kind kind, String value, String rule, String remedy) {
    super(requireNonNull(value) + ", " + requireNonNull(rule) + ", " + requireNonNull(remedy));
    this.kind = requireNonNull(kind);
  }

  private ProblemException(ProblemException cause, String message) {
    super(message, cause);
    this.kind = cause.kind;
  }

  /** The same with other words for some, such as those for where a file is kept. */
  public ProblemException replacing(String words, String others) {
    String message = String.valueOf(getMessage());
    return message.contains(words)
        ? new ProblemException(this, message.replace(words, others))
        : this;
  }

  /** Bad input. */
  public static ProblemException input(String value, String rule, String remedy) {
    return new ProblemException(Kind.INPUT, value, rule, remedy);
  }

  /** Wrong usage. */
  public static ProblemException usage(String value, String rule, String remedy) {
    return new ProblemException(Kind.USAGE, value, rule, remedy);
  }

  /** The environment does not allow it. */
  public static ProblemException environment(String value, String rule, String remedy) {
    return new ProblemException(Kind.ENVIRONMENT, value, rule, remedy);
  }

  /** Who has to act. */
  public Kind kind() {
    return kind;
  }
}
