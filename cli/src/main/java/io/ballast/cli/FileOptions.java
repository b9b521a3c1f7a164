package io.ballast.cli;

import io.ballast.files.ReadOptions;
import io.ballast.tables.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How text files are read; what is not given is found out from the file. */
final class FileOptions {

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "Between values of a text file (tab: \\t); default found out.")
  @Nullable String delimiter;

  @Option(
      names = "--quote",
      paramLabel = "CHAR|none",
      description = "Around values of a text file; default found out.")
  @Nullable String quote;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Of a text file, as UTF-8; default found out.")
  @Nullable String encoding;

  @Option(
      names = "--decimal",
      paramLabel = "CHAR",
      description = "Decimal separator, . or ,; default found out.")
  @Nullable String decimal;

  @Option(
      names = "--header",
      negatable = true,
      fallbackValue = "true",
      description = "Whether the first row of a text file names the columns; default found out.")
  @Nullable Boolean header;

  /**
   * What the flags spell.
   *
   * @throws ProblemException for a value that a flag does not take
   */
  ReadOptions options() {
    try {
      return new ReadOptions(
          delimiter == null ? null : character("--delimiter", delimiter),
          quote == null
              ? null
              : quote.equals("none")
                  ? Character.valueOf(ReadOptions.NO_QUOTE)
                  : character("--quote", quote),
          encoding == null ? null : charset(encoding),
          decimal == null ? null : character("--decimal", decimal),
          header);
    } catch (IllegalArgumentException e) {
      throw ProblemException.usage(
          "the flags for text files",
          String.valueOf(e.getMessage()),
          "correct them, see ballast help drift");
    }
  }

  private static Character character(String flag, String text) {
    String one = text.equals("\\t") || text.equals("tab") ? "\t" : text;
    if (one.length() != 1) {
      throw ProblemException.usage(
          flag + " " + text, "it is one character", "write for example " + flag + " ';'");
    }
    return one.charAt(0);
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw ProblemException.usage(
          "--encoding " + name,
          "it is no known encoding",
          "write for example --encoding UTF-8 or ISO-8859-1");
    }
  }
}
