package io.ballast.e2e;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.ballast.testkit.GoldenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The map of the modules and packages is data: modules.txt by hand, packages.txt as it is. */
class ArchitectureTest {
  private static final JavaClasses CLASSES = ProductClasses.all();
  private static final Pattern BANNED_NAME =
      Pattern.compile(".*(Impl|Manager|Helper|Util|Utils)|(Base|Abstract)[A-Z].*");
  private static final Pattern LIBRARY = Pattern.compile("(java|javax|picocli)\\b|\\w+\\.\\w+");
  private static final List<String> FREE = List.of("java", "javax", "com.sun", "org.jspecify");

  @Test
  void modules_useWhatTheMapHolds() throws IOException {
    TreeMap<String, String> used = new TreeMap<>();
    for (String module : ProductClasses.modules()) {
      if (!module.equals("e2e")) {
        used.put(module, edges(module));
      }
    }
    TreeMap<String, String> held = new TreeMap<>();
    for (String line : resource("modules.txt").lines().toList()) {
      if (!line.startsWith("#")) {
        String[] parts = line.split("=", 2);
        held.put(parts[0].strip(), parts[1].strip());
      }
    }
    assertThat(used)
        .as("edges in use, against those that e2e/src/test/resources/.../modules.txt holds")
        .isEqualTo(held);
  }

  private static String edges(String module) {
    Set<String> modules = new TreeSet<>();
    Set<String> libraries = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!ProductClasses.moduleOf(ProductClasses.packageOf(type)).equals(module)) {
        continue;
      }
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (ProductClasses.isOurs(target)) {
          modules.add(ProductClasses.moduleOf(ProductClasses.packageOf(target)));
        } else if (!target.isPrimitive()) {
          libraries.add(library(target.getPackageName()));
        }
      }
    }
    modules.remove(module);
    libraries.removeAll(FREE);
    return (String.join(" ", modules) + "; " + String.join(" ", libraries)).strip();
  }

  private static String library(String packageName) {
    Matcher root = LIBRARY.matcher(packageName);
    return root.lookingAt() ? root.group() : packageName;
  }

  @Test
  void packages_useWhatTheMapHolds() {
    TreeMap<String, TreeSet<String>> edges = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      TreeSet<String> targets =
          edges.computeIfAbsent(ProductClasses.packageOf(type), name -> new TreeSet<>());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (ProductClasses.isOurs(target)) {
          targets.add(ProductClasses.packageOf(target));
        }
      }
    }
    edges.forEach((name, targets) -> targets.remove(name));
    String map =
        edges.entrySet().stream()
            .map(edge -> (edge.getKey() + " = " + String.join(" ", edge.getValue())).strip() + "\n")
            .collect(joining());
    assertThat(map)
        .as("edges between packages; a wanted change: -Dgolden.update=true, and say why")
        .isEqualTo(GoldenFile.of(ArchitectureTest.class, "packages.txt").expected(map));
  }

  @Test
  void packages_haveNoCycle() {
    slices().matching("io.ballast.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packages_areNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
        unmarked.add(type.getPackageName());
      }
    }
    assertThat(unmarked).isEmpty();
  }

  @Test
  void names_sayTheRole() {
    assertThat(CLASSES.stream().map(JavaClass::getSimpleName))
        .noneMatch(name -> BANNED_NAME.matcher(name).matches());
  }

  @Test
  void staticFields_doNotChange() {
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(JavaField::getFullName))
        .isEmpty();
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(ArchitectureTest.class.getResourceAsStream(name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
