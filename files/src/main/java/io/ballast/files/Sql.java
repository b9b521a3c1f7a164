package io.ballast.files;

import java.nio.file.Path;

/** Pieces of SQL that hold what a user chose. */
final class Sql {

  private Sql() {}

  /** A text literal. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A name in quotes. */
  static String name(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  /** A literal that stands for that one file, whatever wildcards its name holds. */
  static String file(Path path) {
    return text(path.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]"));
  }
}
