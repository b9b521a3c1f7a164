package io.ballast.cli;

import io.ballast.server.Server;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ballast token}: a new administrator token when the old one is lost. */
@CommandLine.Command(
    name = "token",
    description = {
      "Makes a new administrator token of a data folder and prints it, once.",
      "All earlier administrator tokens stop to work. The server may run meanwhile.",
      ""
    },
    footer = {"", "Examples:", "  ballast token", "  ballast token --data /srv/ballast"})
final class TokenCommand implements Command {

  private final Console console;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder; default ${DEFAULT-VALUE}.")
  Path data = Path.of("ballast-data");

  @Mixin private final SharedOptions options = new SharedOptions();

  TokenCommand(Console console) {
    this.console = console;
  }

  @Override
  public int run() {
    String token = Server.renewToken(data);
    console
        .out()
        .println(
            options.json() ? "{\"token\":\"" + token + "\"}" : "Administrator token: " + token);
    return DONE;
  }
}
