package io.ballast.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Another JVM with the class path of this one, to be killed.
 *
 * <p>Like the one jar it finds DuckDB's native library unpacked: the driver's own jar would leave a
 * copy behind with each process that is killed.
 */
public final class ChildJvm {

  private static final String DRIVER = "duckdb_jdbc";
  private static final String LIBRARY = "libduckdb_java.so_";

  private final List<String> wrapper = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final List<String> program = new ArrayList<>();

  private ChildJvm(Class<?> main) {
    program.add(main.getName());
  }

  /** A JVM that runs a class's {@code main}. */
  public static ChildJvm of(Class<?> main) {
    return new ChildJvm(main);
  }

  /** Adds an option of the JVM: {@code -Xmx256m}. */
  public ChildJvm option(String option) {
    options.add(option);
    return this;
  }

  /** Adds arguments of the program. */
  public ChildJvm arguments(String... arguments) {
    program.addAll(List.of(arguments));
    return this;
  }

  /**
   * Has the JVM started by another command, which gets the JVM's own command as its last arguments:
   * {@code unshare -rm}.
   */
  public ChildJvm startedBy(String... command) {
    wrapper.addAll(List.of(command));
    return this;
  }

  /**
   * Starts it; its errors go to this process's.
   *
   * @param folder for what the driver needs, used again by later ones
   */
  public Process start(Path folder) throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(classPath(folder));
    command.add("-Djava.library.path=" + folder.toAbsolutePath());
    command.addAll(options);
    command.addAll(program);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String classPath(Path folder) {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry).toAbsolutePath();
      boolean driver = String.valueOf(path.getFileName()).startsWith(DRIVER);
      entries.add((driver ? unpacked(path, folder) : path).toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  /** The driver's jar without its libraries; this machine's lies beside it. */
  private static synchronized Path unpacked(Path driver, Path folder) {
    Path stripped = folder.toAbsolutePath().resolve(driver.getFileName().toString());
    if (Files.exists(stripped)) {
      return stripped;
    }
    try {
      Files.createDirectories(folder);
      Path part = folder.resolve("part.jar");
      try (JarFile jar = new JarFile(driver.toFile());
          JarOutputStream out = new JarOutputStream(Files.newOutputStream(part))) {
        for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
          JarEntry entry = all.nextElement();
          if (!entry.getName().startsWith(LIBRARY)) {
            out.putNextEntry(new JarEntry(entry.getName()));
            copy(jar, entry, out);
            out.closeEntry();
          } else if (entry.getName().equals(LIBRARY + platform())) {
            Path library = folder.resolve(System.mapLibraryName("duckdb_java"));
            try (OutputStream file = Files.newOutputStream(library)) {
              copy(jar, entry, file);
            }
          }
        }
      }
      return Files.move(part, stripped, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(JarFile jar, JarEntry entry, OutputStream out) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      in.transferTo(out);
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(java.util.Locale.ROOT);
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    return (system.startsWith("mac") ? "macos" : "linux") + (arm ? "_arm64" : "_amd64");
  }
}
