package io.ballast.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process that has ended.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its standard error
 */
public record Finished(int exitCode, String out, String err) {
  /** The folder of this tree. */
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Runs the one jar with the JDK of this test. */
  public static Finished ballast(Path folder, String... arguments) {
    return ballast(folder, Map.of(), arguments);
  }

  /** Runs the one jar with more environment variables. */
  public static Finished ballast(
      Path folder, Map<String, String> environment, String... arguments) {
    return run(folder, environment, jar(arguments));
  }

  /** The command line that runs the one jar. */
  public static List<String> jar(String... arguments) {
    Path jar = ROOT.resolve("cli/target/ballast.jar");
    if (!Files.exists(jar)) {
      throw new AssertionError(jar + " is missing, it is made by mvn verify");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs a command to its end. */
  public static Finished run(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      int exitCode = builder.start().waitFor();
      Finished finished =
          new Finished(exitCode, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
      Files.delete(out);
      Files.delete(err);
      return finished;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
