package io.ballast.benchmarks;

import java.util.List;
import java.util.Optional;

/**
 * Flags of a benchmark, each with a value.
 *
 * @param arguments as on the command line
 */
record Options(List<String> arguments) {
  Options {
    arguments = List.copyOf(arguments);
  }

  Optional<String> text(String name) {
    int at = arguments.indexOf(name);
    return at >= 0 && at + 1 < arguments.size()
        ? Optional.of(arguments.get(at + 1))
        : Optional.empty();
  }

  int number(String name, int otherwise) {
    return text(name).map(Integer::parseInt).orElse(otherwise);
  }
}
