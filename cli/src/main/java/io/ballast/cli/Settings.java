package io.ballast.cli;

import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The settings outside the command line: environment variables {@code BALLAST_NAME}, then a TOML
 * file.
 *
 * <p>The file holds flags by name, for all commands at the top and for one command in a table of
 * its name:
 *
 * <pre>{@code
 * seed = 7
 * [drift]
 * weights = "balanced"
 * exclude = ["id", "comment"]
 * }</pre>
 */
final class Settings implements IDefaultValueProvider {
  private static final String DEFAULT_FILE = "ballast.toml";
  private static final Set<String> FLAGS_ONLY = Set.of("help", "version", "config");

  private final Map<String, String> environment;
  private final String command;

  /** By flag without dashes; the value is what a flag would be given. */
  private final Map<String, Entry> values = new HashMap<>();

  private final List<String> problems = new ArrayList<>();

  /**
   * A value from outside the command line.
   *
   * @param value what a flag would be given
   * @param shown it with its name, for messages
   * @param origin the variable or the file
   */
  private record Entry(String value, String shown, String origin) {}

  private Settings(Map<String, String> environment, String command) {
    this.environment = environment;
    this.command = command;
  }

  /**
   * Reads the settings of a command.
   *
   * @param console the environment
   * @param commands all commands, whose flags a file may name
   * @param command the command that is run
   * @param config file that {@code --config} names; null without it
   */
  static Settings load(
      Console console, Commands commands, String command, @Nullable String config) {
    Settings settings = new Settings(console.environment(), command);
    String named = config != null ? config : console.environment().get("BALLAST_CONFIG");
    if (named != null) {
      settings.read(Path.of(named), commands);
    } else if (Files.isRegularFile(Path.of(DEFAULT_FILE))) {
      settings.read(Path.of(DEFAULT_FILE), commands);
    }
    settings.check(commands.command(command));
    return settings;
  }

  /** All that is wrong with the settings, in words; empty when they are fine. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Where the values of a command's flags came from, by flag without dashes; those with their
   * default are left out.
   *
   * @param line the command after its arguments were read
   */
  static Map<String, String> origins(CommandLine line) {
    Map<String, String> origins = new HashMap<>();
    if (line.getDefaultValueProvider() instanceof Settings settings) {
      settings.values.forEach((flag, entry) -> origins.put(flag, entry.origin()));
    }
    for (OptionSpec option : line.getParseResult().matchedOptionsSet()) {
      origins.put(flag(option), "flag");
    }
    return origins;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    Entry entry = argument instanceof OptionSpec option ? values.get(flag(option)) : null;
    return entry == null ? null : entry.value();
  }

  /** Takes the environment over the file, and leaves out what an option does not take. */
  private void check(CommandLine line) {
    for (OptionSpec option : line.getCommandSpec().options()) {
      String flag = flag(option);
      if (FLAGS_ONLY.contains(flag)) {
        continue;
      }
      String variable = "BALLAST_" + flag.toUpperCase(Locale.ROOT).replace('-', '_');
      String value = environment.get(variable);
      if (value != null) {
        values.put(flag, new Entry(value, variable + "=" + value, "variable " + variable));
      }
      Entry entry = values.get(flag);
      String wrong =
          entry == null ? null : Usage.wrongSetting(entry.shown(), option, entry.value(), line);
      if (wrong != null) {
        problems.add(wrong);
        values.remove(flag);
      }
    }
  }

  private void read(Path path, Commands commands) {
    TomlParseResult toml;
    try {
      toml = Toml.parse(path);
    } catch (IOException e) {
      throw ProblemException.usage(
          path.toString(), "cannot be read as a settings file", "name another with --config");
    }
    toml.errors()
        .forEach(
            error ->
                problems.add(
                    "%s line %d, is not TOML (%s), mend the line"
                        .formatted(path, error.position().line(), error.getMessage())));
    Set<String> anyFlag = new HashSet<>();
    commands.all().getSubcommands().values().forEach(line -> anyFlag.addAll(flags(line)));
    for (String key : toml.keySet()) {
      if (toml.isTable(List.of(key)) && commands.has(key)) {
        TomlTable table = toml.getTableOrEmpty(List.of(key));
        Set<String> flags = flags(commands.command(key));
        table.keySet().forEach(name -> take(path, table, name, flags, key));
      }
    }
    for (String key : toml.keySet()) {
      if (!toml.isTable(List.of(key))) {
        take(path, toml, key, anyFlag, null);
      } else if (!commands.has(key)) {
        problems.add("[%s] in %s, is not a command, see ballast help".formatted(key, path));
      }
    }
  }

  /** Takes one key of a table; keys of a command's own table are taken first and win. */
  private void take(
      Path path, TomlTable table, String name, Set<String> flags, @Nullable String owner) {
    if (!flags.contains(name)) {
      problems.add(
          "%s in %s, is not a flag%s, see ballast help%s"
              .formatted(
                  name,
                  path,
                  owner == null ? " of any command" : " of " + owner,
                  owner == null ? "" : " " + owner));
      return;
    }
    if (owner != null && !owner.equals(command)) {
      return;
    }
    String value = text(table.get(List.of(name)));
    values.putIfAbsent(
        name, new Entry(value, "%s = %s in %s".formatted(name, value, path), "file " + path));
  }

  private static String text(@Nullable Object value) {
    if (value instanceof TomlArray array) {
      return IntStream.range(0, array.size())
          .mapToObj(index -> String.valueOf(array.get(index)))
          .collect(Collectors.joining(","));
    }
    return String.valueOf(value);
  }

  private static Set<String> flags(CommandLine line) {
    return line.getCommandSpec().options().stream()
        .map(Settings::flag)
        .filter(flag -> !FLAGS_ONLY.contains(flag))
        .collect(Collectors.toSet());
  }

  private static String flag(OptionSpec option) {
    return option.longestName().substring(2);
  }
}
