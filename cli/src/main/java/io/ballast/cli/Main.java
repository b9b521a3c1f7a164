package io.ballast.cli;

import io.ballast.files.NativeLibrary;

/** The program: what {@code ballast} and {@code java -jar ballast.jar} start. */
public final class Main {
  private Main() {}

  /** Runs one command and ends with its exit code (interfaces.md section 2). */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    if (NativeLibrary.needsLoader()) {
      Class<?> main = NativeLibrary.loader(Main.class).loadClass(Main.class.getName());
      main.getMethod("main", String[].class).invoke(null, (Object) arguments);
      return;
    }
    Console console = Console.ofSystem();
    int exitCode = new Program(console, Commands.of(console)).run(arguments);
    System.exit(console.flushed(exitCode));
  }
}
