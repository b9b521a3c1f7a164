package io.ballast.files;

import io.ballast.tables.ProblemException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB's native library, unpacked once into a cache folder instead of at each start.
 *
 * <p>The one jar holds the library under {@code native/}, where the driver does not see it and so
 * asks the JVM for {@code duckdb_java}. The JVM finds it when the cache folder is on {@code
 * java.library.path} (the launcher does that) or when the program runs in a {@link #loader class
 * loader} that knows the folder (plain {@code java -jar}). On a class path with the driver's own
 * jar nothing is done: the driver unpacks its library itself.
 */
public final class NativeLibrary {

  private static final String NAME = "duckdb_java";

  private NativeLibrary() {}

  /** Whether a class loader is needed for the library to be found. */
  public static boolean needsLoader() {
    if (packed() == null || isLoaded(NativeLibrary.class.getClassLoader())) {
      return false;
    }
    String path = System.getProperty("java.library.path", "");
    return !List.of(path.split(File.pathSeparator, -1))
        .contains(folder(System.getenv()).toString());
  }

  /** By name: inside the loader, {@code Loader} is another class than the one that made it. */
  private static boolean isLoaded(ClassLoader own) {
    return own.getClass().getName().equals(Loader.class.getName());
  }

  /**
   * A class loader over the program's own jar that finds the library in the cache folder.
   *
   * @param program a class of the jar
   */
  public static ClassLoader loader(Class<?> program) {
    URL jar = program.getProtectionDomain().getCodeSource().getLocation();
    return new Loader(jar);
  }

  private static final class Loader extends URLClassLoader {
    Loader(URL jar) {
      super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected @Nullable String findLibrary(String name) {
      return name.equals(NAME)
          ? folder(System.getenv()).resolve(System.mapLibraryName(NAME)).toString()
          : super.findLibrary(name);
    }
  }

  /**
   * Where the library is kept: {@code native} in {@code BALLAST_CACHE}, else in {@code ballast} of
   * {@code XDG_CACHE_HOME} or {@code ~/.cache}, else in a folder of the user's under the temporary
   * one.
   */
  static Path folder(Map<String, String> environment) {
    String own = environment.getOrDefault("BALLAST_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath().resolve("native");
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    if (!shared.isEmpty()) {
      return Path.of(shared).toAbsolutePath().resolve("ballast").resolve("native");
    }
    if (!home.isEmpty() && Files.isWritable(Path.of(home))) {
      return Path.of(home).toAbsolutePath().resolve(".cache").resolve("ballast").resolve("native");
    }
    String user = System.getProperty("user.name", "user");
    return Path.of(System.getProperty("java.io.tmpdir", "."), "ballast-cache-" + user, "native");
  }

  /**
   * Unpacks the library if it is packed and not in the cache folder yet.
   *
   * @throws ProblemException if the folder cannot be written
   */
  static void unpack() {
    URL packed = packed();
    if (packed == null) {
      return;
    }
    Path unused = keep(packed, System.mapLibraryName(NAME));
  }

  /**
   * Keeps a library of the class path in the cache folder, for a driver that would unpack it anew
   * at each start and leave it behind when the process is killed.
   *
   * @param packed where it is in a jar
   * @param name of the file, another one for each version
   * @return the file
   * @throws ProblemException if the folder cannot be written
   */
  public static Path keep(URL packed, String name) {
    Path folder = folder(System.getenv());
    Path library = folder.resolve(name);
    try {
      JarURLConnection connection = (JarURLConnection) packed.openConnection();
      long size = connection.getJarEntry().getSize();
      if (Files.isRegularFile(library) && Files.size(library) == size) {
        return library;
      }
      Files.createDirectories(folder);
      copy(connection, library);
      return library;
    } catch (IOException e) {
      throw ProblemException.environment(
          folder + " cannot take the native library " + name + " (" + e.getMessage() + ")",
          "it is unpacked there once",
          "make room there or name another folder with BALLAST_CACHE");
    }
  }

  /** Written beside and renamed, so that a second process never loads half a library. */
  private static void copy(JarURLConnection connection, Path library) throws IOException {
    Path part = Files.createTempFile(library.getParent(), "library", ".part");
    try {
      CRC32 checksum = new CRC32();
      try (InputStream in = connection.getInputStream();
          OutputStream out = new CheckedOutputStream(Files.newOutputStream(part), checksum)) {
        in.transferTo(out);
      }
      if (checksum.getValue() != connection.getJarEntry().getCrc()) {
        throw new IOException("the copy differs from what was packed");
      }
      try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Files.move(
          part, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The packed library of this platform; null when the driver brings its own. */
  private static @Nullable URL packed() {
    return NativeLibrary.class.getResource("/native/lib" + NAME + ".so_" + platform());
  }

  /** The driver's name of this platform. */
  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String os =
        system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : "linux";
    return os + "_" + (machine.equals("aarch64") || machine.equals("arm64") ? "arm64" : "amd64");
  }
}
