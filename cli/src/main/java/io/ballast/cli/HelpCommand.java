package io.ballast.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ballast help [COMMAND]}. */
@CommandLine.Command(
    name = "help",
    description = "Shows all commands, or the page of one.",
    footer = {
      "",
      "Examples:",
      "  ballast help",
      "  ballast help demo",
    })
final class HelpCommand implements Command {
  private final Console console;
  private final Commands commands;

  @Mixin private final SharedOptions options = new SharedOptions();

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command.")
  @Nullable String command;

  HelpCommand(Console console, Commands commands) {
    this.console = console;
    this.commands = commands;
  }

  @Override
  public int run() {
    if (command == null) {
      console.out().print(page(commands.all()));
      return DONE;
    }
    if (!commands.has(command)) {
      throw Usage.unknownCommand(command, commands);
    }
    console.out().print(page(commands.command(command)));
    return DONE;
  }

  private String page(CommandLine line) {
    return Usage.page(line, console, options.noColor);
  }
}
