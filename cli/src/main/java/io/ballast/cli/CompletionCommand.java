package io.ballast.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** {@code ballast completion SHELL}: a script that the shell reads. */
@CommandLine.Command(
    name = "completion",
    description = "Prints the script that lets a shell complete commands and flags.",
    footer = {
      "",
      "Examples:",
      "  ballast completion bash",
      "  ballast completion fish",
    })
final class CompletionCommand implements Command {
  private final Console console;
  private final Commands commands;

  @SuppressWarnings("UnusedVariable") // read by picocli
  @Mixin
  private final SharedOptions options = new SharedOptions();

  @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
  Shell shell = Shell.BASH;

  /** Shells that have a script. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  CompletionCommand(Console console, Commands commands) {
    this.console = console;
    this.commands = commands;
  }

  @Override
  public int run() {
    CommandLine all = commands.all();
    switch (shell) {
      // picocli's script is for both: in zsh it loads zsh's emulation of bash completion.
      case BASH, ZSH -> console.out().print(AutoComplete.bash("ballast", all));
      case FISH -> fish(all, console.out());
    }
    return DONE;
  }

  private static void fish(CommandLine all, PrintStream out) {
    all.getSubcommands()
        .forEach(
            (name, line) -> {
              out.printf(
                  "complete -c ballast -n __fish_use_subcommand -f -a %s -d %s%n",
                  name, quoted(line.getCommandSpec().usageMessage().description()));
              for (OptionSpec option : line.getCommandSpec().options()) {
                out.printf(
                    "complete -c ballast -n '__fish_seen_subcommand_from %s' -l %s%s -d %s%n",
                    name,
                    option.longestName().substring(2),
                    option.arity().max() > 0 ? " -r" : "",
                    quoted(option.description()));
              }
            });
  }

  private static String quoted(String... text) {
    String line = text.length == 0 ? "" : List.of(text).get(0);
    return "'" + line.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
