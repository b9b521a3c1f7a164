package io.ballast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.files.ReadOptions;
import io.ballast.files.TableFiles;
import io.ballast.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents tell readers to do works, and what they list is so. */
class DocumentsTest {
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
  private static final Pattern COMPONENT =
      Pattern.compile("(?m)^\\S.*?  +(\\d[\\d.]*)  +\\S+  +(\\S+(?:, \\S+)*)$");

  /** Those that build, test or measure are run by the launcher's own tests. */
  private static final Pattern DEVELOPERS =
      Pattern.compile("\\./ballast (test|format|bench|build)\\b.*");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/guide/first-drift.md", "docs/guide/balance.md"})
  void commands_doWhatTheyAreSaidToDo(String document) throws IOException {
    List<String> commands =
        SHELL.matcher(read(document)).results().flatMap(block -> block.group(1).lines()).toList();
    assertThat(commands).isNotEmpty().allMatch(command -> command.startsWith("./ballast "));
    for (String command : commands) {
      if (!DEVELOPERS.matcher(command).matches()) {
        assertDone(command, command.substring("./ballast ".length()));
      }
    }
  }

  @Test
  void examplesOfTheHelpPages_run() throws IOException {
    makeExampleFiles();
    for (String name :
        List.of(
            "demo",
            "drift",
            "performance",
            "balance",
            "metrics",
            "completion",
            "version",
            "help")) {
      String page = Finished.ballast(folder, "help", name).out();
      List<String> examples =
          page.substring(page.indexOf("Examples:\n"))
              .lines()
              .skip(1)
              .map(line -> line.strip().substring("ballast ".length()))
              .toList();
      assertThat(examples).as(name).hasSize(2);
      for (String example : examples) {
        assertDone(example, example);
      }
    }
  }

  /** The files that the examples name. */
  private void makeExampleFiles() throws IOException {
    StringBuilder rows = new StringBuilder("region,amount,Class\n");
    for (int row = 0; row < 400; row++) {
      rows.append(row % 2 == 0 ? "north" : "south").append(',');
      rows.append(row * 37 % 101).append(".5,").append(row % 8 / 7).append('\n');
    }
    for (String name : List.of("train.csv", "today.csv")) {
      Files.writeString(folder.resolve(name), rows);
    }
    try (Table table = TableFiles.open(folder.resolve("train.csv"), ReadOptions.sniffed())) {
      for (String name : List.of("train.parquet", "week.parquet")) {
        TableFiles.write(table, folder.resolve(name), false);
      }
    }
  }

  private void assertDone(String shown, String arguments) {
    Finished finished = Finished.ballast(folder, arguments.split(" ", -1));
    assertThat(finished.exitCode()).as("%s%n%s", shown, finished.err()).isZero();
    assertThat(finished.out()).as(shown).isNotBlank();
  }

  @Test
  void links_leadSomewhere() throws IOException {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> docs = Files.walk(Finished.ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
    }
    for (String name : List.of("README.md", "AGENTS.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      documents.add(Finished.ROOT.resolve(name));
    }
    for (Path document : documents) {
      for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
        assertThat(document.resolveSibling(link.group(1))).as("link in %s", document).exists();
      }
    }
  }

  @Test
  void notice_listsWhatTheJarHolds() throws IOException {
    List<MatchResult> components = COMPONENT.matcher(read("NOTICE")).results().toList();
    List<String> listed =
        components.stream()
            .flatMap(component -> Stream.of(component.group(2).split(", ", -1)))
            .toList();
    assertThat(listed).isNotEmpty();
    TreeSet<String> unlisted = new TreeSet<>();
    TreeSet<String> absent = new TreeSet<>(listed);
    try (JarFile jar = new JarFile(Finished.ROOT.resolve("cli/target/ballast.jar").toFile())) {
      jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> !name.endsWith("/") && !name.startsWith("META-INF/"))
          .filter(name -> !name.startsWith("io/ballast/"))
          .forEach(
              name -> {
                List<String> owners =
                    listed.stream()
                        .filter(owner -> name.startsWith(owner.replace('.', '/')))
                        .toList();
                absent.removeAll(owners);
                if (owners.isEmpty()) {
                  unlisted.add(name);
                }
              });
    }
    assertThat(unlisted).as("in the jar, not in NOTICE").isEmpty();
    assertThat(absent).as("in NOTICE, not in the jar").isEmpty();
    String pom = read("pom.xml");
    for (String property : List.of("duckdb", "jackson", "picocli", "tomlj", "jspecify")) {
      MatchResult version =
          Pattern.compile("<" + property + ".version>(.*?)<")
              .matcher(pom)
              .results()
              .toList()
              .get(0);
      assertThat(components).extracting(component -> component.group(1)).contains(version.group(1));
    }
  }

  private static String read(String name) throws IOException {
    return Files.readString(Finished.ROOT.resolve(name));
  }
}
