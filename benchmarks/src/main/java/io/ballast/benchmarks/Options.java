package io.ballast.benchmarks;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What stands after the name of a benchmark: options with a value each, all checked. */
final class Options {

  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  /**
   * An option of a benchmark.
   *
   * @param name with its dashes
   * @param value what stands for the value in the help; empty for a switch
   * @param usual the value that is taken without the option; empty for none
   * @param meaning in one line
   */
  record Option(String name, String value, String usual, String meaning) {}

  /**
   * Reads options.
   *
   * @throws UsageException if one is unknown or lacks its value
   */
  static Options of(List<String> arguments, List<Option> known) {
    Map<String, String> values = new HashMap<>();
    known.forEach(option -> values.put(option.name, option.usual));
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      Option option =
          known.stream()
              .filter(candidate -> candidate.name.equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UsageException(
                          name
                              + ", is no option of this benchmark, use "
                              + String.join(", ", known.stream().map(Option::name).toList())));
      if (option.value.isEmpty()) {
        values.put(name, "yes");
      } else if (i + 1 < arguments.size()) {
        i++;
        values.put(name, arguments.get(i));
      } else {
        throw new UsageException(name + ", lacks its value, give " + name + " " + option.value);
      }
    }
    return new Options(values);
  }

  /** The value of an option; empty for none. */
  String text(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  boolean isSet(String name) {
    return !text(name).isEmpty();
  }

  /**
   * The value as a whole number.
   *
   * @throws UsageException if it is none, or below {@code least}
   */
  long number(String name, long least) {
    try {
      long number = Long.parseLong(text(name));
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, with the number that is too small
    }
    throw new UsageException(
        name + " " + text(name) + ", is no whole number of at least " + least + ", give one");
  }

  /**
   * The value as some of a list of names, with commas between.
   *
   * @throws UsageException if a name is not known
   */
  Set<String> chosen(String name, List<String> known) {
    Set<String> chosen = new LinkedHashSet<>();
    for (String one : text(name).split(",", -1)) {
      if (!known.contains(one)) {
        throw new UsageException(
            name + " " + one + ", is no row, use some of " + String.join(",", known));
      }
      chosen.add(one);
    }
    return chosen;
  }

  /** The command line is wrong; the message has value, rule and remedy. */
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
      super(message);
    }
  }
}
