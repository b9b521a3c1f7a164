package io.ballast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceCommandTest {
  private static final int ROWS = 600;

  @TempDir private Path folder;
  private String input = "";
  private final Capture capture = Capture.files();

  /** Two regions, a rare class that goes with large amounts, a date, a code with zeros, gaps. */
  @BeforeEach
  void makeInput() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    List<String> lines = new ArrayList<>(List.of("code,region,amount,since,note,Class"));
    for (int row = 0; row < ROWS; row++) {
      boolean isRare = random.nextInt(10) == 0;
      double amount = Math.round(2000 + 500 * random.nextGaussian() + (isRare ? 3000 : 0)) / 100.0;
      lines.add(
          String.format(
              Locale.ROOT,
              "%03d,%s,%s,2026-%02d-%02d,%s,%d",
              random.nextInt(8),
              random.nextInt(4) == 0 ? "south" : "north",
              amount,
              1 + random.nextInt(12),
              1 + random.nextInt(28),
              random.nextInt(5) == 0 ? "" : "n" + random.nextInt(3),
              isRare ? 1 : 0));
    }
    input = Files.write(folder.resolve("input.csv"), lines).toString();
  }

  private int balance(String output, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("balance", input, "-o", path(output)));
    arguments.addAll(List.of(flags));
    return capture.run(arguments.toArray(String[]::new));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> rows(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(name));
    return lines.subList(1, lines.size());
  }

  private Map<String, Long> counts(String name, int column) throws IOException {
    return rows(name).stream()
        .collect(Collectors.groupingBy(row -> row.split(",", -1)[column], Collectors.counting()));
  }

  @Test
  void replace_isFlatWithTheColumnsAndFormsOfTheInput() throws IOException {
    assertThat(balance("out.csv", "--columns", "region,Class")).as(capture.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("out.csv")).get(0))
        .isEqualTo("code,region,amount,since,note,Class");
    assertThat(rows("out.csv")).hasSize(ROWS);
    assertThat(rows("out.csv"))
        .allMatch(
            row -> row.matches("00\\d,(north|south),[\\d.]+,2026-\\d\\d-\\d\\d,(n\\d)?,[01]"));
    Map<String, Long> cells =
        rows("out.csv").stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.split(",", -1)[1] + row.split(",", -1)[5], Collectors.counting()));
    assertThat(cells.values()).containsExactly(150L, 150L, 150L, 150L);
  }

  @Test
  void text_saysWhatWasDoneAndWhereItIs() {
    assertThat(balance("out.csv", "--columns", "region,Class")).isZero();
    assertThat(capture.out())
        .startsWith(
            "The 600 rows are replaced by 600 synthetic ones: 4 cells of region, Class, 150 rows"
                + " each.\n")
        .contains("Likeness: accuracy ", "This is not differential privacy.")
        .endsWith(
            "Output: %s\nReport: %s\nReport: %s\n"
                .formatted(
                    path("out.csv"), path("out.csv.report.html"), path("out.csv.report.json")));
    assertThat(capture.out().lines())
        .allMatch(
            line -> line.startsWith("Output") || line.startsWith("Report") || line.length() <= 100);
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            "input.csv", "out.csv", "out.csv.report.html", "out.csv.report.json");
  }

  @Test
  void json_isTheReportOnStdoutToo() throws IOException {
    assertThat(balance("out.csv", "--columns", "Class", "--format", "json")).isZero();
    assertThat(capture.out()).isEqualTo(Files.readString(folder.resolve("out.csv.report.json")));
    assertThat(capture.out())
        .startsWith("{\"format\":\"ballast-balance/1\",")
        .contains("\"usefulness\":{\"target\":\"Class\",\"positive\":\"1\",")
        .contains("\"differentially_private\":false");
    assertThat(numbers("generated")).containsExactly(600.0, 300.0, 300.0);
    assertThat(numbers("accuracy").get(0)).isBetween(0.8, 1.0);
    assertThat(numbers("fit").get(0)).isPositive();
  }

  /** The values of a key in the JSON on stdout. */
  private List<Double> numbers(String key) {
    return Pattern.compile("\"" + key + "\":([-0-9.E]+)")
        .matcher(capture.out())
        .results()
        .map((MatchResult found) -> Double.valueOf(found.group(1)))
        .toList();
  }

  @Test
  void augment_keepsTheInputAndMarksWhatIsSynthetic() throws IOException {
    assertThat(
            balance(
                "out.csv",
                "--columns",
                "Class",
                "--mode",
                "augment",
                "--provenance",
                "--no-report"))
        .isZero();
    assertThat(rows("out.csv").subList(0, ROWS))
        .isEqualTo(rows("input.csv").stream().map(row -> row + ",real").toList());
    assertThat(counts("out.csv", 5).values()).hasSize(2).allMatch(count -> count > ROWS / 2);
    assertThat(rows("out.csv").subList(ROWS, rows("out.csv").size()))
        .allMatch(row -> row.endsWith(",1,synthetic"));
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("input.csv", "out.csv");
  }

  @Test
  void targetRatio_bringsCellsToThatPartOfTheLargest() throws IOException {
    assertThat(
            balance(
                "out.csv",
                "--columns=Class",
                "--mode=augment",
                "--target-ratio=0.5",
                "--no-report"))
        .isZero();
    Map<String, Long> counts = counts("out.csv", 5);
    assertThat(counts.getOrDefault("1", 0L))
        .isEqualTo(Math.round(counts.getOrDefault("0", 0L) / 2.0));
  }

  @Test
  void marginal_flattensEachColumnByItself() throws IOException {
    assertThat(balance("out.csv", "--columns=region,Class", "--mode=marginal", "--no-report"))
        .isZero();
    for (int column : new int[] {1, 5}) {
      List<Long> counts = List.copyOf(counts("out.csv", column).values());
      assertThat(Math.abs(counts.get(0) - counts.get(1))).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void maxRatio_cutsCellsShort() throws IOException {
    assertThat(
            balance("out.csv", "--columns=Class", "--mode=augment", "--max-ratio=2", "--no-report"))
        .isZero();
    long real = counts("input.csv", 5).getOrDefault("1", 0L);
    assertThat(counts("out.csv", 5).getOrDefault("1", 0L)).isEqualTo(3 * real);
    assertThat(capture.out()).contains("Beware: 1 cell was cut short by --max-ratio:");
  }

  @Test
  void seeds_giveOneRowEachInTheirOrder() throws IOException {
    Files.writeString(folder.resolve("seeds.csv"), "Class,region\n1,south\n0,north\n1,south\n");
    assertThat(balance("out.csv", "--seeds", path("seeds.csv"), "--no-report")).isZero();
    assertThat(rows("out.csv").stream().map(row -> row.split(",", -1)[5] + row.split(",", -1)[1]))
        .containsExactly("1south", "0north", "1south");
  }

  @Test
  void shares_ofAFileAreKept() throws IOException {
    Files.writeString(folder.resolve("shares.csv"), "Class,count\n0,10\n1,30\n");
    assertThat(balance("out.csv", "--columns=Class", "--shares", path("shares.csv"), "--no-report"))
        .isZero();
    assertThat(counts("out.csv", 5)).containsOnly(Map.entry("0", 10L), Map.entry("1", 30L));
  }

  @Test
  void observedShares_withoutColumns_areAPlainCopy() throws IOException {
    assertThat(balance("out.csv", "--shares=observed", "--rows=200", "--no-report")).isZero();
    assertThat(rows("out.csv")).hasSize(200);
    assertThat(counts("out.csv", 5).getOrDefault("1", 0L)).isBetween(5L, 45L);
  }

  @ParameterizedTest
  @CsvSource({"amount=4, 4", "amount=20:40, 3"})
  void bins_balanceANumber(String bins, int count) {
    assertThat(
            balance(
                "out.csv", "--columns=amount", "--bins=" + bins, "--cells=all", "--format=json"))
        .isZero();
    List<Double> generated = numbers("generated");
    assertThat(generated.subList(1, generated.size()))
        .isEqualTo(Collections.nCopies(count, (double) ROWS / count));
  }

  @Test
  void bins_balanceADateByItsEdges() throws IOException {
    assertThat(
            balance(
                "out.csv", "--columns=since", "--bins=since=2026-03-01:2026-09-15", "--no-report"))
        .as(capture.err())
        .isZero();
    Map<Integer, Long> counts =
        rows("out.csv").stream()
            .map(row -> row.split(",", -1)[3])
            .collect(
                Collectors.groupingBy(
                    day ->
                        (day.compareTo("2026-03-01") < 0 ? 0 : 1)
                            + (day.compareTo("2026-09-15") < 0 ? 0 : 1),
                    Collectors.counting()));
    assertThat(counts)
        .containsOnly(Map.entry(0, ROWS / 3L), Map.entry(1, ROWS / 3L), Map.entry(2, ROWS / 3L));
  }

  @Test
  void missingValues_areAValueOfTheirOwnOnDemand() throws IOException {
    assertThat(balance("out.csv", "--columns=note", "--missing=keep", "--no-report")).isZero();
    assertThat(counts("out.csv", 4))
        .containsOnly(
            Map.entry("", 150L),
            Map.entry("n0", 150L),
            Map.entry("n1", 150L),
            Map.entry("n2", 150L));
    assertThat(balance("two.csv", "--columns=note", "--no-report")).isZero();
    assertThat(counts("two.csv", 4)).doesNotContainKey("");
    assertThat(capture.out().replaceAll("\\s+", " "))
        .contains("--missing keep makes it a value of its own");
  }

  @Test
  void savedModel_drawsTheSameBytesWithoutNamingColumns() throws IOException {
    assertThat(
            balance(
                "one.csv",
                "--columns=Class,amount",
                "--bins=amount=3",
                "--save-model",
                path("kept.model"),
                "--no-report"))
        .isZero();
    assertThat(balance("two.csv", "--model", path("kept.model"), "--no-report")).isZero();
    assertThat(folder.resolve("two.csv")).hasSameBinaryContentAs(folder.resolve("one.csv"));
    assertThat(balance("three.csv", "--model", path("kept.model"), "--seed=2", "--no-report"))
        .isZero();
    assertThat(rows("three.csv")).isNotEqualTo(rows("one.csv"));
  }

  @Test
  void rows_areTheSameForAnyNumberOfThreads() {
    for (String threads : List.of("1", "2", "5")) {
      String name = threads + ".csv";
      assertThat(balance(name, "--columns=Class", "--threads", threads, "--no-report")).isZero();
      assertThat(folder.resolve(name)).hasSameBinaryContentAs(folder.resolve("1.csv"));
    }
  }

  @Test
  void privateMode_isSaidInTheReport() {
    assertThat(balance("out.csv", "--columns=Class", "--privacy=private", "--format=json"))
        .isZero();
    assertThat(capture.out()).contains("\"privacy_mode\":\"private\"");
  }

  @Test
  void holdout_isMeasuredAgainst() throws IOException {
    Files.copy(Path.of(input), folder.resolve("other.csv"));
    assertThat(
            balance("out.csv", "--columns=Class", "--holdout", path("other.csv"), "--format=json"))
        .isZero();
    assertThat(capture.out()).contains(" generated ones and 600 rows of " + path("other.csv"));
  }

  @Test
  void ending_choosesTheFormatAndForceOverwrites() throws IOException {
    assertThat(balance("out.csv.gz", "--columns=Class", "--no-report")).isZero();
    byte[] packed = Files.readAllBytes(folder.resolve("out.csv.gz"));
    String text =
        new String(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(), UTF_8);
    assertThat(text).startsWith("code,region,amount,since,note,Class\n");
    assertThat(balance("out.csv.gz", "--columns=Class", "--no-report")).isEqualTo(1);
    assertThat(capture.err()).endsWith("overwrite it with --force\n");
    assertThat(balance("out.csv.gz", "--columns=Class", "--no-report", "--force")).isZero();
    assertThat(balance("out.parquet", "--columns=Class", "--no-report")).isZero();
    assertThat(Files.readAllBytes(folder.resolve("out.parquet")))
        .startsWith("PAR1".getBytes(UTF_8));
  }

  @Test
  void reports_areWrittenWhereTheyAreAskedFor() {
    assertThat(
            balance(
                "out.csv",
                "--columns=Class",
                "--report",
                path("a.json"),
                "--report",
                path("b.html")))
        .isZero();
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("input.csv", "out.csv", "a.json", "b.html");
  }

  @Test
  void asciiTerminal_getsAscii() {
    Capture ascii = Capture.ascii();
    assertThat(ascii.run("balance", input, "-o", path("out.csv"), "--columns=Class")).isZero();
    assertThat(ascii.out()).matches("[ -~\n]*").doesNotContain("?");
  }

  @Test
  void indexWithoutAName_isNumberedAnewAndWarnedOf() throws IOException {
    List<String> lines = Files.readAllLines(Path.of(input));
    for (int line = 0; line < lines.size(); line++) {
      lines.set(line, (line == 0 ? "" : line - 1) + "," + lines.get(line));
    }
    Files.write(Path.of(input), lines);

    assertThat(balance("out.csv", "--columns", "Class", "--rows", "50", "--no-report")).isZero();

    assertThat(capture.out().replaceAll("\\s+", " "))
        .contains("Beware: column_1 looks like an index that was written by mistake;");
    List<String> made = rows("out.csv");
    for (int row = 0; row < made.size(); row++) {
      assertThat(made.get(row)).startsWith(row + ",");
    }
  }
}
