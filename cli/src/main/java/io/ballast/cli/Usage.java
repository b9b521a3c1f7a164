package io.ballast.cli;

import io.ballast.tables.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Help pages, and wrong usage in words: VALUE, RULE, REMEDY. */
final class Usage {
  private Usage() {}

  /** The help page of a command or of the program. */
  static String page(CommandLine line, Console console, boolean noColor) {
    boolean colored =
        console.outIsTerminal()
            && !noColor
            && console.environment().getOrDefault("NO_COLOR", "").isEmpty();
    return line.getUsageMessage(colored ? Ansi.ON : Ansi.OFF);
  }

  /** There is no such command; names the nearest one. */
  static ProblemException unknownCommand(String name, Commands commands) {
    List<String> near =
        new UnmatchedArgumentException(commands.all(), List.of(name)).getSuggestions();
    return ProblemException.usage(
        name,
        "is not a command",
        near.isEmpty()
            ? "see ballast help"
            : "did you mean " + near.get(0) + "? ballast help lists all");
  }

  /**
   * What is wrong with the flags and arguments, one text for each mistake.
   *
   * <p>An argument of the wrong kind also counts as a missing one and one too many: it is told
   * once.
   */
  static List<String> explain(List<Exception> errors) {
    boolean wrongArgument = errors.stream().anyMatch(Usage::isWrongArgument);
    return errors.stream()
        .filter(error -> !wrongArgument || isWrongArgument(error) || !isAboutNumber(error))
        .map(
            error ->
                error instanceof ParameterException wrong
                    ? explain(wrong)
                    : String.valueOf(error.getMessage()))
        .toList();
  }

  private static boolean isWrongArgument(Exception error) {
    return error instanceof ParameterException wrong
        && wrong.getArgSpec() instanceof PositionalParamSpec
        && !(error instanceof MissingParameterException);
  }

  private static boolean isAboutNumber(Exception error) {
    return error instanceof MissingParameterException
        || error instanceof UnmatchedArgumentException;
  }

  private static String explain(ParameterException error) {
    String page = "see ballast help " + error.getCommandLine().getCommandName();
    if (error instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, page);
    }
    if (error instanceof MissingParameterException missing) {
      return missing(missing.getMissing()) + ", " + page;
    }
    if (error instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + ", is given twice, give it once";
    }
    ArgSpec argument = error.getArgSpec();
    if (argument == null) {
      return "arguments, " + lowerFirst(error.getMessage()) + ", " + page;
    }
    String value = String.valueOf(error.getValue());
    return (argument.isOption() ? name(argument) + " " + value : value)
        + ", must be "
        + rule(argument)
        + ", "
        + page;
  }

  /** What a value from the settings should have been; null when the option takes it. */
  static @Nullable String wrongSetting(
      String shown, OptionSpec option, String value, CommandLine line) {
    boolean taken =
        isFlag(option)
            ? value.equals("true") || value.equals("false")
            : line
                .getParent()
                .parseArgs(line.getCommandName(), option.longestName() + "=" + value)
                .subcommand()
                .errors()
                .stream()
                .noneMatch(
                    error ->
                        error instanceof ParameterException wrong
                            && wrong.getArgSpec() instanceof OptionSpec other
                            && other.longestName().equals(option.longestName()));
    return taken
        ? null
        : "%s, must be %s, see ballast help %s"
            .formatted(shown, rule(option), line.getCommandName());
  }

  private static String missing(List<ArgSpec> arguments) {
    String names = arguments.stream().map(Usage::name).collect(Collectors.joining(" and "));
    boolean withoutValue = arguments.stream().anyMatch(each -> each.isOption() && !each.required());
    return names + (withoutValue ? ", needs a value" : ", must be given");
  }

  private static String unmatched(UnmatchedArgumentException error, String page) {
    String value = error.getUnmatched().get(0);
    if (!value.startsWith("-")) {
      return value + ", is one argument too many, " + page;
    }
    List<String> near =
        new UnmatchedArgumentException(error.getCommandLine(), List.of(value)).getSuggestions();
    String name = value.contains("=") ? value.substring(0, value.indexOf('=')) : value;
    return near.isEmpty()
        ? name + ", is not a flag of this command, " + page
        : name + ", is not a flag of this command, did you mean " + near.get(0) + "? " + page;
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName()
        : ((PositionalParamSpec) argument).paramLabel();
  }

  /** What the type of an option asks for. */
  private static String rule(ArgSpec argument) {
    Class<?> type = argument.typeInfo().getType();
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (isFlag(argument)) {
      return "true or false";
    }
    String label = argument.paramLabel();
    return label.contains("|") ? "one of " + label : label;
  }

  private static boolean isFlag(ArgSpec argument) {
    Class<?> type = argument.typeInfo().getType();
    return type == boolean.class || type == Boolean.class;
  }

  private static String lowerFirst(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "are wrong";
    }
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
