package io.ballast.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that a test compares with a file of the module's {@code src/test/resources}.
 *
 * <p>{@code -Dgolden.update=true} rewrites the file instead; the difference is then read in the
 * commit.
 */
public final class GoldenFile {
  private static final String UPDATE_PROPERTY = "golden.update";

  private final Path path;

  private GoldenFile(Path path) {
    this.path = path;
  }

  /**
   * The golden file of that name beside a test.
   *
   * @param test the file is in its package's folder
   * @param name as in {@code report.html}
   */
  public static GoldenFile of(Class<?> test, String name) {
    return new GoldenFile(
        Path.of("src", "test", "resources")
            .resolve(test.getPackageName().replace('.', '/'))
            .resolve(name));
  }

  /**
   * The text that the file holds; first brings the file up to date when asked to.
   *
   * @param actual what the code under test wrote
   * @return what it should have written, to compare with {@code actual}
   */
  public String expected(String actual) {
    try {
      if (Boolean.getBoolean(UPDATE_PROPERTY)) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, actual, UTF_8);
      }
      return Files.readString(path, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "golden file " + path + " is missing, run with -D" + UPDATE_PROPERTY + "=true", e);
    }
  }
}
