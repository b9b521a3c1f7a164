package io.ballast.files;

import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The one folder in which a process keeps its temporary files.
 *
 * <p>Removed when the process ends. What a killed process left behind is removed by the next one:
 * each folder holds a locked file, and the lock ends with its process however that ends.
 */
final class TemporaryFolder {

  private static final String PREFIX = "ballast-files-";
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lockChannel;

  private TemporaryFolder(Path path, FileChannel lockChannel) {
    this.path = path;
    this.lockChannel = lockChannel;
  }

  private static final class OfProcess {
    static final TemporaryFolder FOLDER = create();

    private static TemporaryFolder create() {
      TemporaryFolder folder = createIn(Path.of(System.getProperty("java.io.tmpdir", ".")));
      Runtime.getRuntime().addShutdownHook(new Thread(folder::remove, "temporary files"));
      return folder;
    }
  }

  /** The folder of this process, made at the first call. */
  static TemporaryFolder ofProcess() {
    return OfProcess.FOLDER;
  }

  /** Makes a new folder below the given one, after removing those whose process has ended. */
  static TemporaryFolder createIn(Path parent) {
    removeStale(parent);
    try {
      while (true) {
        Path path = Files.createTempDirectory(parent, PREFIX);
        Path lock = path.resolve(LOCK);
        FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        // Another process may have taken the folder for a stale one before it was locked.
        if (Files.exists(lock)) {
          return new TemporaryFolder(path, channel);
        }
        channel.close();
      }
    } catch (IOException e) {
      throw ProblemException.environment(
          "the temporary folder " + parent + " cannot be written to",
          "files that are being read are kept there",
          "make room or name another folder with -Djava.io.tmpdir=FOLDER");
    }
  }

  /** The folder itself. */
  Path path() {
    return path;
  }

  /** A new, empty file with that ending; who asked for it deletes it. */
  Path newFile(String ending) {
    try {
      return Files.createTempFile(path, "data-", ending);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a file that is no longer needed. */
  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It goes with the folder.
    }
  }

  /** Removes the folder and all in it; called again without effect. */
  void remove() {
    try {
      lockChannel.close();
      deleteTree(path);
    } catch (IOException e) {
      // The next process removes it: its lock is gone.
    }
  }

  private static void removeStale(Path parent) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        removeIfStale(folder);
      }
    } catch (IOException e) {
      // Cleaning is a courtesy; whether the folder can be used shows when it is used.
    }
  }

  private static void removeIfStale(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock()) {
      if (lock != null) {
        deleteTree(folder);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // In use by this process, being made right now, or of another user.
    }
  }

  private static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
