package io.ballast.files;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Properties;

/**
 * How much of the machine a database may take.
 *
 * @param memoryBytes what DuckDB keeps in its own memory, outside the Java heap, at least 16 MiB;
 *     what is above goes to the temporary folder
 * @param threads workers of DuckDB, the calling thread included, at least 1
 * @param temporaryFolder where sorts and joins that do not fit in memory are put; made when needed
 * @param readOnly whether the file may not be changed; several processes may then open it at once
 */
public record DuckDbSettings(
    long memoryBytes, int threads, Path temporaryFolder, boolean readOnly) {

  private static final long MIN_MEMORY_BYTES = 16L << 20;
  private static final long DEFAULT_MEMORY_BYTES = 128L << 20;

  public DuckDbSettings {
    if (memoryBytes < MIN_MEMORY_BYTES) {
      throw new IllegalArgumentException("memoryBytes is " + memoryBytes + ", at least 16 MiB");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", at least 1");
    }
    requireNonNull(temporaryFolder, "temporaryFolder");
  }

  /** 128 MiB, one thread, the process's own temporary folder, writable. */
  public static DuckDbSettings defaults() {
    return new DuckDbSettings(DEFAULT_MEMORY_BYTES, 1, TemporaryFolder.ofProcess().path(), false);
  }

  /** The same with another bound on memory. */
  public DuckDbSettings withMemoryBytes(long value) {
    return new DuckDbSettings(value, threads, temporaryFolder, readOnly);
  }

  /** The same with another number of threads. */
  public DuckDbSettings withThreads(int value) {
    return new DuckDbSettings(memoryBytes, value, temporaryFolder, readOnly);
  }

  /** The same with another folder for what does not fit in memory. */
  public DuckDbSettings withTemporaryFolder(Path value) {
    return new DuckDbSettings(memoryBytes, threads, value, readOnly);
  }

  /** The same, opened for reading only. */
  public DuckDbSettings asReadOnly() {
    return new DuckDbSettings(memoryBytes, threads, temporaryFolder, true);
  }

  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", memoryBytes + "B");
    properties.setProperty("threads", Integer.toString(threads));
    properties.setProperty("temp_directory", temporaryFolder.toString());
    // An unknown function or a stray s3:// must fail at once instead of trying the network.
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    properties.setProperty("preserve_insertion_order", "true");
    if (readOnly) {
      properties.setProperty("duckdb.read_only", "true");
    }
    return properties;
  }
}
