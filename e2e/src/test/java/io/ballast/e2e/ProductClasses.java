package io.ballast.e2e;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The compiled main classes of all modules, read from the folders of this build. */
final class ProductClasses {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String PREFIX = "io.ballast.";

  private ProductClasses() {}

  /** The modules of the root pom, in its order. */
  static List<String> modules() {
    try {
      String pom = Files.readString(ROOT.resolve("pom.xml"));
      return Pattern.compile("<module>(.+?)</module>")
          .matcher(pom)
          .results()
          .map(match -> match.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All main classes. */
  static JavaClasses all() {
    List<Path> folders =
        modules().stream()
            .map(module -> ROOT.resolve(module).resolve("target").resolve("classes"))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter().importPaths(folders);
  }

  /** The package below the root, as in {@code stats.drift}; the class must be Ballast's. */
  static String packageOf(JavaClass type) {
    return type.getPackageName().substring(PREFIX.length());
  }

  /** The module of a package below the root. */
  static String moduleOf(String shortPackage) {
    int dot = shortPackage.indexOf('.');
    return dot < 0 ? shortPackage : shortPackage.substring(0, dot);
  }

  static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(PREFIX);
  }
}
