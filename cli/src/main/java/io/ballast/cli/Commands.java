package io.ballast.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * All commands by name, in the order of the help page.
 *
 * <p>A command is made when it is asked for: reading its options takes time that the others would
 * pay for.
 */
final class Commands {
  private static final int HELP_WIDTH = 100;
  private static final int HELP_FLAGS_WIDTH = 36;

  private final Map<String, Supplier<Command>> byName;

  private Commands(Map<String, Supplier<Command>> byName) {
    this.byName = byName;
  }

  /** The commands of Ballast. */
  static Commands of(Console console) {
    Map<String, Supplier<Command>> byName = new LinkedHashMap<>();
    Commands commands = new Commands(byName);
    byName.put("demo", () -> new DemoCommand(console));
    byName.put("drift", () -> new DriftCommand(console));
    byName.put("performance", () -> new PerformanceCommand(console));
    byName.put("balance", () -> new BalanceCommand(console));
    byName.put("metrics", () -> new MetricsCommand(console));
    byName.put("serve", () -> new ServeCommand(console));
    byName.put("token", () -> new TokenCommand(console));
    byName.put("completion", () -> new CompletionCommand(console, commands));
    byName.put("version", () -> new VersionCommand(console));
    byName.put("help", () -> new HelpCommand(console, commands));
    return commands;
  }

  /** These commands alone. */
  static Commands of(Map<String, Supplier<Command>> byName) {
    return new Commands(new LinkedHashMap<>(byName));
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  /** The program with all commands. */
  CommandLine all() {
    CommandLine program = new CommandLine(new Root());
    byName.forEach((name, maker) -> program.addSubcommand(name, configured(maker)));
    return program;
  }

  /**
   * The parser of one command.
   *
   * @throws IllegalArgumentException if there is no such command
   */
  CommandLine command(String name) {
    Supplier<Command> maker = byName.get(name);
    if (maker == null) {
      throw new IllegalArgumentException("no command " + name);
    }
    CommandLine line = configured(maker);
    new CommandLine(new Root()).addSubcommand(name, line);
    return line;
  }

  private static CommandLine configured(Supplier<Command> maker) {
    CommandLine line =
        new CommandLine(maker.get())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(HELP_WIDTH)
            .setUsageHelpLongOptionsMaxWidth(HELP_FLAGS_WIDTH);
    line.getCommandSpec().parser().collectErrors(true);
    line.getCommandSpec().usageMessage().sortOptions(false);
    return line;
  }

  /** The program itself: what stands before the command's name. */
  @CommandLine.Command(
      name = "ballast",
      description = {
        "Sees drift in the data of machine-learning models, in the minority class too.",
        ""
      },
      synopsisHeading = "Usage: ",
      customSynopsis = "ballast COMMAND [OPTIONS]",
      commandListHeading = "%nCommands:%n",
      footer = {
        "",
        "Settings: a flag wins over BALLAST_NAME in the environment, that over ballast.toml.",
        "",
        "Examples:",
        "  ballast demo --no-wait",
        "  ballast help drift"
      })
  static final class Root {
    @CommandLine.Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "This page.")
    boolean help;

    @CommandLine.Option(names = "--version", versionHelp = true, description = "The version.")
    boolean version;
  }
}
