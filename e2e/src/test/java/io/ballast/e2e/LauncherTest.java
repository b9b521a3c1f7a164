package io.ballast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a small tree of its own, with JDKs and a Maven that only say what they do. */
class LauncherTest {
  @TempDir private Path folder;
  private Path tree = Path.of("");
  private Path jdks = Path.of("");
  private Path mavenFolder = Path.of("");
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectories(folder.resolve("a tree"));
    jdks = Files.createDirectories(folder.resolve("some jdks"));
    mavenFolder = Files.createDirectories(folder.resolve("maven bin"));
    Files.copy(Finished.ROOT.resolve("ballast"), tree.resolve("ballast"));
    Files.createDirectories(tree.resolve("cli/src/main"));
    Files.writeString(tree.resolve("pom.xml"), "");
    Files.writeString(tree.resolve("cli/pom.xml"), "");
    Files.writeString(tree.resolve("cli/src/main/A.java"), "");
    script(
        mavenFolder.resolve("mvn"),
        """
        echo "mvn $*" >> "$LOG"
        echo "JAVA_HOME=$JAVA_HOME MAVEN_OPTS=$MAVEN_OPTS" >> "$LOG"
        if [ -n "$BREAK_BUILD" ]; then echo '[ERROR] A.java: no'; exit 1; fi
        mkdir -p cli/target/maven-status && echo built > cli/target/ballast.jar
        """);
    environment.put("LOG", folder.resolve("log").toString());
    environment.put("PATH", mavenFolder + ":" + systemTools());
    environment.put("BALLAST_JDK_FOLDERS", jdks.toString());
    for (String name : List.of("JAVA_HOME", "BALLAST_JAVA_HOME", "MAVEN_OPTS", "http_proxy")) {
      environment.put(name, "");
    }
    environment.put("https_proxy", "");
  }

  /** A path with the tools that a script needs, without java or mvn. */
  private String systemTools() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool :
        List.of(
            "sh dirname readlink find head sed mkdir ln rm mv cp touch sleep cat grep awk"
                .split(" ", -1))) {
      for (String place : List.of("/usr/bin/", "/bin/")) {
        if (Files.exists(Path.of(place + tool))) {
          script(tools.resolve(tool), "exec " + place + tool + " \"$@\"\n");
        }
      }
    }
    return tools.toString();
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(jdks.resolve(name));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(
        home.resolve("bin/java"),
        """
        echo "java %s"
        for argument; do case $argument in -X* | -D* | --enable*) ;; *) echo "<$argument>" ;; esac; done
        exit ${EXIT:-0}
        """
            .formatted(version));
    script(home.resolve("bin/javac"), "");
    return home;
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Finished launch(String... arguments) {
    return launch(tree.resolve("ballast"), arguments);
  }

  private Finished launch(Path script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(arguments));
    return Finished.run(folder, environment, command);
  }

  private List<String> builds() throws IOException {
    Path log = folder.resolve("log");
    if (!Files.exists(log)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.startsWith("mvn ")).toList();
    }
  }

  @Test
  void arguments_reachTheProgramAsTheyAre() throws IOException {
    jdk("jdk-17", "17.0.15");
    Finished finished = launch("drift", "a b.csv", "", "it's", "--report=x\"y");
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.out())
        .isEqualTo(
            "java 17.0.15\n<-jar>\n<"
                + tree.toRealPath().resolve(".build/ballast.jar")
                + ">\n<drift>\n<a b.csv>\n<>\n<it's>\n<--report=x\"y>\n");
  }

  @Test
  void exitCode_isTheProgramsOwn() throws IOException {
    jdk("jdk-17", "17.0.15");
    environment.put("EXIT", "4");
    assertThat(launch("drift").exitCode()).isEqualTo(4);
  }

  @Test
  void symbolicLinks_leadToTheTree() throws IOException {
    jdk("jdk-17", "17.0.15");
    Path bin = Files.createDirectories(folder.resolve("my bin"));
    Path first = Files.createSymbolicLink(bin.resolve("one"), tree.resolve("ballast"));
    Path second = Files.createSymbolicLink(bin.resolve("two"), first.getFileName());
    assertThat(launch(second, "version").exitCode()).isZero();
    assertThat(tree.resolve(".build/ballast.jar")).exists();
  }

  @Test
  void newestJdk_isTaken() throws IOException {
    jdk("a", "17.0.15");
    jdk("b", "25.0.3");
    jdk("c", "9.0.4");
    jdk("d", "25");
    jdk("e", "1.8.0_492");
    assertThat(launch("version").out()).startsWith("java 25.0.3\n");
    jdk("f", "26-ea");
    assertThat(launch("version").out()).startsWith("java 26-ea\n");
  }

  @Test
  void jdkOnThePath_isFoundThroughLinks() throws IOException {
    Path home = jdk("only", "21.0.1");
    Path bin = Files.createDirectories(folder.resolve("path"));
    Files.createSymbolicLink(bin.resolve("java"), home.resolve("bin/java"));
    environment.put("BALLAST_JDK_FOLDERS", "");
    environment.put("PATH", bin + ":" + environment.get("PATH"));
    assertThat(launch("version").out()).startsWith("java 21.0.1\n");
  }

  @Test
  void ballastJavaHome_winsOverANewerOne() throws IOException {
    jdk("new", "25.0.3");
    environment.put("BALLAST_JAVA_HOME", jdk("old", "17.0.1").toString());
    Finished finished = launch("version");
    assertThat(finished.out()).startsWith("java 17.0.1\n");
  }

  @Test
  void ballastJavaHome_withoutAJdk_isRefused() throws IOException {
    jdk("new", "25.0.3");
    environment.put("BALLAST_JAVA_HOME", jdk("old", "11.0.2").toString());
    Finished finished = launch("version");
    assertThat(finished.exitCode()).isEqualTo(3);
    assertThat(finished.err())
        .isEqualTo(
            "ballast: BALLAST_JAVA_HOME="
                + jdks.resolve("old")
                + ", has no JDK of at least 17 (found 11.0.2), name the home of one or unset it\n");
  }

  @Test
  void javaHome_thatDoesNotExist_isPassedOver() throws IOException {
    Path home = jdk("new", "25.0.3");
    environment.put("JAVA_HOME", "/nowhere");
    Finished finished = launch("version", "--quiet");
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.err())
        .isEqualTo(
            "ballast: JAVA_HOME=/nowhere, has no JDK of at least 17, taking "
                + home
                + " instead\n");
  }

  @Test
  void javaHome_thatIsTooOld_isPassedOver() throws IOException {
    Path home = jdk("new", "17.0.2");
    environment.put("JAVA_HOME", jdk("old", "1.8.0_492").toString());
    assertThat(launch("version", "--quiet").err())
        .isEqualTo(
            "ballast: JAVA_HOME="
                + jdks.resolve("old")
                + ", has no JDK of at least 17 (found 1.8.0_492), taking "
                + home
                + " instead\n");
  }

  @Test
  void noJdk_saysWhatWasFoundAndHowToGetOne() throws IOException {
    Finished nothing = launch("version");
    assertThat(nothing.exitCode()).isEqualTo(3);
    assertThat(nothing.err())
        .startsWith("ballast: no JDK, a JDK of at least 17 is needed, install one (Debian: apt ")
        .endsWith("or name its home in BALLAST_JAVA_HOME\n")
        .hasLineCount(1);
    Path old = jdk("old", "11.0.2");
    assertThat(launch("version").err())
        .startsWith("ballast: only " + old + " (11.0.2), a JDK of at least 17 is needed, ")
        .hasLineCount(1);
  }

  @Test
  void noMaven_saysHowToGetIt() throws IOException {
    jdk("jdk", "17.0.15");
    Files.delete(mavenFolder.resolve("mvn"));
    Finished finished = launch("version", "--quiet");
    assertThat(finished.exitCode()).isEqualTo(3);
    assertThat(finished.err())
        .isEqualTo(
            "ballast: mvn, is not on the path and Maven is needed to build, install it (Debian: apt"
                + " install maven; macOS: brew install maven) or set MAVEN_HOME\n");
  }

  @Test
  void build_isMadeOnceAndAgainWhenASourceIsNewer() throws IOException {
    jdk("jdk", "17.0.15");
    assertThat(launch("version").err())
        .isEqualTo("ballast: building, the first time takes some minutes\n");
    assertThat(launch("version").err()).isEmpty();
    assertThat(builds()).hasSize(1);

    touch(tree.resolve("cli/src/main/A.java"));
    assertThat(launch("version").err())
        .isEqualTo("ballast: building, a source is newer than the build\n");
    assertThat(builds()).hasSize(2);
    touchBack(tree.resolve("cli/src/main/A.java"));
    assertThat(launch("version").err()).isEmpty();
  }

  @Test
  void build_underQuiet_saysNothing() throws IOException {
    jdk("jdk", "17.0.15");
    assertThat(launch("version", "--quiet").err()).isEmpty();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void build_withoutTheChecks_leavesNothingThatLaterBuildsTakeForChecked() throws IOException {
    jdk("jdk", "17.0.15");
    assertThat(launch("version").exitCode()).isZero();
    assertThat(builds()).singleElement().asString().contains(" -P !checks ");
    assertThat(tree.resolve(".build/ballast.jar")).exists();
    assertThat(tree.resolve("cli/target/ballast.jar")).doesNotExist();
    assertThat(tree.resolve("cli/target/maven-status")).doesNotExist();
  }

  @Test
  void failedBuild_namesItsLogAndIsTriedAgain() throws IOException {
    jdk("jdk", "17.0.15");
    environment.put("BREAK_BUILD", "yes");
    Finished finished = launch("version", "--quiet");
    assertThat(finished.exitCode()).isEqualTo(1);
    Path log = tree.toRealPath().resolve(".build/build.log");
    assertThat(finished.err())
        .isEqualTo("ballast: A.java: no, the build has failed, read " + log + "\n");
    assertThat(log).content().contains("[ERROR] A.java: no");
    environment.put("BREAK_BUILD", "");
    assertThat(launch("version").exitCode()).isZero();
  }

  @Test
  void test_namesTheSuitesThatCannotRunHere() throws IOException {
    jdk("jdk", "17.0.15");
    Files.createDirectories(tree.resolve(".ci"));
    Files.copy(Finished.ROOT.resolve(".ci/developer.sh"), tree.resolve(".ci/developer.sh"));
    script(
        mavenFolder.resolve("mvn"),
        """
        mkdir -p cli/target/surefire-reports && echo built > cli/target/ballast.jar
        echo '<testsuite name="A" tests="3" errors="0" skipped="0" failures="0">' \
          > cli/target/surefire-reports/TEST-A.xml
        """);
    Finished finished = launch("test");
    assertThat(finished.exitCode()).as(finished.err()).isZero();
    assertThat(finished.out().lines())
        .contains("java: run, 3 tests")
        .anyMatch(line -> line.startsWith("browser: not run, no Chromium is on the path, "))
        .anyMatch(line -> line.startsWith("python: not run, .venv lacks "))
        .last()
        .isEqualTo("3 passed, 0 failed, 0 skipped");
  }

  @Test
  void twoAtOnce_buildOnce() throws IOException {
    jdk("jdk", "17.0.15");
    List<CompletableFuture<Finished>> runs =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> launch("version")))
            .limit(3)
            .toList();
    assertThat(runs).allSatisfy(run -> assertThat(run.join().exitCode()).isZero());
    assertThat(builds()).hasSize(1);
    assertThat(tree.resolve(".build/lock")).doesNotExist();
  }

  @Test
  void lockOfADeadProcess_isTakenOver() throws IOException {
    jdk("jdk", "17.0.15");
    Files.createDirectories(tree.resolve(".build"));
    Files.createSymbolicLink(tree.resolve(".build/lock"), Path.of("999999999"));
    assertThat(launch("version").exitCode()).isZero();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void maven_getsTheJdkAndTheProxy() throws IOException {
    Path home = jdk("jdk", "17.0.15");
    environment.put("MAVEN_OPTS", "-Xmx1g");
    environment.put("https_proxy", "http://ann:secret@proxy.example:3128/");
    environment.put("no_proxy", "localhost, .example.com");
    assertThat(launch("version").exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("log")))
        .contains("JAVA_HOME=" + home)
        .contains(
            "MAVEN_OPTS=-Xmx1g -Dhttps.proxyHost=proxy.example -Dhttps.proxyPort=3128"
                + " -Dhttps.proxyUser=ann -Dhttps.proxyPassword=secret"
                + " -Dhttp.nonProxyHosts=localhost|*.example.com");
  }

  /** A file time after that of the build, without waiting for one. */
  private static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(
        file, FileTime.from(Files.getLastModifiedTime(file).toInstant().plus(Duration.ofHours(1))));
  }

  private static void touchBack(Path file) throws IOException {
    Files.setLastModifiedTime(
        file,
        FileTime.from(Files.getLastModifiedTime(file).toInstant().minus(Duration.ofHours(2))));
  }
}
