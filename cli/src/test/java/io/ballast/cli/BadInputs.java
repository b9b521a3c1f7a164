package io.ballast.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;

/** The files of docs/reference/bad-input.md, by the names that stand there. */
final class BadInputs {
  private static final int ROWS = 200;

  private final Path folder;

  private BadInputs(Path folder) {
    this.folder = folder;
  }

  /** Makes all of them in a folder. */
  static void make(Path folder) throws IOException {
    BadInputs inputs = new BadInputs(folder);
    inputs.shapes();
    inputs.encodings();
    inputs.values();
    inputs.times();
    inputs.archives();
    inputs.jsonLines();
    inputs.parquet();
  }

  private void shapes() throws IOException {
    csv("good.csv", "a,b,c", BadInputs::row);
    Files.createDirectory(folder.resolve("folder"));
    text("empty.csv", "");
    text("header.csv", "a,b,c\n");
    csv("one-row.csv", "a,b,c", row -> row == 0 ? row(0) : null);
    csv("same-names.csv", "a,b,a", BadInputs::row);
    csv("other-names.csv", "x,y,z", BadInputs::row);
    csv("long-row.csv", "a,b,c", row -> row == 49 ? row(row) + ",extra" : row(row));
    csv("short-row.csv", "a,b,c", row -> row == 49 ? "1.5,x" : row(row));
    csv("open-quote.csv", "a,b,c", row -> row == 49 ? "1.5,\"open,1" : row(row));
    csv("semicolons.csv", "a;b;c", row -> row + ",5;" + "xyz".charAt(row % 3) + ";" + row % 2);
    text("workbook.csv", "PK\u0003\u0004 what a workbook holds");
    text("exists.html", "a report");
  }

  private void encodings() throws IOException {
    String good = Files.readString(folder.resolve("good.csv"));
    text("nul.csv", good.substring(0, 600) + "\0\0" + good.substring(600));
    text("byte-order-mark.csv", "\ufeff" + good);
    Files.write(folder.resolve("utf-16.csv"), good.getBytes(UTF_16));
    StringBuilder late = new StringBuilder("a,b,c\n" + "1.5,x,1\n".repeat(60_000));
    late.append("1.5,\u00e9,1\n");
    Files.write(folder.resolve("late-latin-1.csv"), late.toString().getBytes(ISO_8859_1));
  }

  private void values() throws IOException {
    csv("1e400.csv", "a,b,c", row -> (row % 50 == 0 ? "1e400" : row / 7.0) + ",x," + row % 2);
    csv("nan.csv", "a,b,c", row -> (row % 50 == 0 ? "NaN" : row / 7.0) + ",x," + row % 2);
    csv("inf.csv", "a,b,c", row -> (row % 50 == 0 ? "inf" : row / 7.0) + ",x," + row % 2);
    csv("mixed.csv", "a,b,c", row -> (row == 149 ? "abc" : row / 7.0) + ",x," + row % 2);
    csv("unique-numbers.csv", "a,b", row -> row * 7919 % 100_003 + "," + "xyz".charAt(row % 3));
    csv(
        "unique-and-word.csv",
        "a,b",
        row -> (row == 76 ? "word" : row * 7919 % 100_003) + "," + "xyz".charAt(row % 3));
    csv("text.csv", "a,b,c", row -> "w" + row % 7 + ",x," + row % 2);
    csv("negative-weight.csv", "a,w", row -> row / 7.0 + "," + (row == 60 ? "-1.5" : "1.5"));
    csv("text-weight.csv", "a,w", row -> row / 7.0 + "," + (row % 2 == 0 ? "heavy" : "light"));
    StringBuilder categories = new StringBuilder("a,b\n");
    for (int row = 0; row < 100_000; row++) {
      categories.append(row % 97).append(".5,category ").append(row % 99_000).append('\n');
    }
    text("100k-categories.csv", categories.toString());
  }

  private void times() throws IOException {
    long second = 1_700_000_000L;
    csv("seconds.csv", "t,a", row -> second + row * 3600L + "," + row % 31 / 7.0);
    csv("milliseconds.csv", "t,a", row -> (second + row * 3600L) * 1000 + "," + row % 31 / 7.0);
    csv(
        "times-as-text.csv",
        "t,a",
        row -> Instant.ofEpochSecond(second + row * 3600L) + "," + row % 31 / 7.0);
    csv(
        "year-30000.csv",
        "t,a",
        row -> "30000-01-0" + (1 + row % 9) + "T00:00:00Z," + row % 31 / 7.0);
    csv(
        "time-and-word.csv",
        "t,a",
        row -> (row == 9 ? "soon" : Instant.ofEpochSecond(second + row)) + "," + row % 31 / 7.0);
  }

  private void archives() throws IOException {
    byte[] good = Files.readAllBytes(folder.resolve("good.csv"));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(good);
    }
    byte[] whole = packed.toByteArray();
    Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    byte[] noise = new byte[500];
    new Random(1).nextBytes(noise);
    System.arraycopy(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, 0, noise, 0, 4);
    Files.write(folder.resolve("noise.csv.zst"), noise);
  }

  private void jsonLines() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      String values = "\"a\":" + row + ".5,\"b\":\"x\",\"c\":" + row % 2;
      lines.append(row == 99 ? "{\"a\": 1, \"b\": \n" : "{" + values + "}\n");
    }
    text("broken.ndjson", lines.toString());
    text("array.json", "[{\"a\":1.5,\"b\":\"x\"},{\"a\":2.5,\"b\":\"y\"}]\n");
  }

  private void parquet() throws IOException {
    try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults())) {
      parquet(database, "whole.parquet", "SELECT i / 7 AS a, 'x' AS b, i % 2 AS c");
      parquet(database, "nested.parquet", "SELECT i / 7 AS a, {'x': i} AS n, [1, 2] AS l");
      parquet(database, "only-nested.parquet", "SELECT {'x': i} AS n");
    }
    byte[] whole = Files.readAllBytes(folder.resolve("whole.parquet"));
    Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length / 2));
    byte[] noise = new byte[500];
    new Random(2).nextBytes(noise);
    Files.write(folder.resolve("noise.parquet"), noise);
    System.arraycopy("PAR1".getBytes(UTF_8), 0, noise, 0, 4);
    System.arraycopy("PAR1".getBytes(UTF_8), 0, noise, 496, 4);
    Files.write(folder.resolve("garbage.parquet"), noise);
  }

  private void parquet(DuckDb database, String name, String select) {
    String target = DuckDb.literal(folder.resolve(name));
    database.execute(
        "COPY (" + select + " FROM range(200) t(i)) TO " + target + " (FORMAT parquet)");
  }

  private static String row(int row) {
    return row * 37 % 101 + ".25," + "xyz".charAt(row * 7 % 3) + "," + row % 2;
  }

  private void csv(String name, String header, IntFunction<Object> line) throws IOException {
    StringBuilder lines = new StringBuilder(header + "\n");
    for (int row = 0; row < ROWS; row++) {
      Object text = line.apply(row);
      if (text != null) {
        lines.append(text).append('\n');
      }
    }
    text(name, lines.toString());
  }

  private void text(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content, UTF_8);
  }
}
