package io.ballast.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code ballast version}: which build this is, and what it runs on. */
@CommandLine.Command(
    name = "version",
    description = "Prints the version, and the Java that it runs on.",
    footer = {
      "",
      "Examples:",
      "  ballast version",
      "  ballast version --format json",
    })
final class VersionCommand implements Command {
  private final Console console;

  @Mixin private final SharedOptions options = new SharedOptions();

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public int run() {
    String java = System.getProperty("java.version");
    console
        .out()
        .println(
            options.json()
                ? "{\"version\":\"%s\",\"java\":\"%s\"}".formatted(Version.current(), java)
                : text());
    return DONE;
  }

  /** The line of {@code --version}. */
  static String text() {
    return "ballast %s (Java %s, %s %s)"
        .formatted(
            Version.current(),
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
