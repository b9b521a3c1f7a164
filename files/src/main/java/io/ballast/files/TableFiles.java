package io.ballast.files;

import io.ballast.files.CsvFiles.CsvSource;
import io.ballast.files.Head.Compression;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Opens files as tables, and writes tables to files. */
public final class TableFiles {

  private static final String STDIN = "-";

  private final DuckDb database;
  private final String name;
  private final ReadOptions options;
  private final Runnable onClose;

  private TableFiles(DuckDb database, String name, ReadOptions options, Runnable onClose) {
    this.database = database;
    this.name = name;
    this.options = options;
    this.onClose = onClose;
  }

  /**
   * Opens CSV (also packed as gz or zst), TSV, NDJSON or Parquet, told apart by what is in it.
   *
   * <p>Parquet is read in place. Text is turned into Parquet in the temporary folder first, which
   * takes less room than the text, and is removed when the table is closed.
   *
   * @param input a path, or {@code -} for stdin
   * @return the table; must be closed
   * @throws ProblemException if the input is no table
   */
  public static Table open(String input, ReadOptions options) {
    if (input.equals(STDIN)) {
      return openStdin(options);
    }
    try {
      return open(Path.of(input), options);
    } catch (InvalidPathException e) {
      throw ProblemException.input(
          "'" + input + "' is no path", "an input is a file or - for stdin", "check the path");
    }
  }

  /** Opens a file; see {@link #open(String, ReadOptions)}. */
  public static Table open(Path file, ReadOptions options) {
    return open(file, file.toString(), options, Files::newInputStream, () -> {});
  }

  /**
   * Opens a file; the types of its columns are those that their values have as text, also where a
   * Parquet file holds numbers and times as text.
   *
   * @return the table; must be closed
   * @throws ProblemException if the file is no table
   */
  public static Table openAsText(Path file, String name) {
    Head head = Head.read(file, name, Files::newInputStream);
    if (!ParquetFiles.isParquet(head)) {
      return open(file, name, ReadOptions.sniffed(), Files::newInputStream, () -> {});
    }
    Path text = TemporaryFolder.ofProcess().newFile(".csv");
    try {
      ParquetFiles.writeText(file, name, text);
      ReadOptions written =
          ReadOptions.sniffed()
              .withDelimiter(',')
              .withQuote('"')
              .withEncoding(StandardCharsets.UTF_8)
              .withDecimal('.')
              .withHeader(true);
      return open(text, name + " as text", written, Files::newInputStream, () -> {});
    } finally {
      TemporaryFolder.delete(text);
    }
  }

  /**
   * The names of the columns of a Parquet file or of a CSV file with a header, without reading
   * their values.
   *
   * @param name of the file, shown to people
   * @throws ProblemException if the file is neither
   */
  public static List<String> columnNames(Path file, String name) {
    Head head = Head.read(file, name, Files::newInputStream);
    try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults())) {
      return ParquetFiles.isParquet(head)
          ? database.query(
              "DESCRIBE SELECT * FROM read_parquet("
                  + Sql.file(file)
                  + ", hive_partitioning=false)",
              List.of(),
              row -> row.getString(1))
          : CsvForm.of(database, file).names();
    } catch (DuckDbException e) {
      throw Head.damaged(name, ParquetFiles.isParquet(head) ? "Parquet" : "CSV");
    }
  }

  /**
   * The bytes of a file's values once they are unpacked; the file's own size for plain text, and
   * for a damaged one, which its reader tells of.
   *
   * @param limit counting may end here
   */
  public static long unpackedBytes(Path file, String name, long limit) {
    Head head = Head.read(file, name, Files::newInputStream);
    try {
      if (ParquetFiles.isParquet(head)) {
        return UnpackedSize.ofParquet(file);
      }
      return head.compression() == Compression.GZIP
          ? UnpackedSize.ofGzip(file, limit)
          : Files.size(file);
    } catch (IOException | DuckDbException e) {
      return file.toFile().length();
    }
  }

  /**
   * Writes a table whole or not at all, in the format of the file's ending: {@code .csv}, {@code
   * .tsv}, {@code .ndjson} or {@code .jsonl}, each also with {@code .gz} or {@code .zst} behind it,
   * or {@code .parquet}.
   *
   * <p>Text is UTF-8 with a header; a missing value is written as nothing (NDJSON: null), an
   * instant as ISO 8601 in UTC, to the day when the column holds whole days. Parquet has the
   * table's {@linkplain Table#storedTypes stored types} where all values fit.
   *
   * @param force whether an existing file is overwritten
   * @throws ProblemException if it exists and may not be overwritten, or cannot be written, or the
   *     ending is none of these
   */
  public static void write(Table table, Path file, boolean force) {
    TableWriter.write(table, table.storedTypes(), file, force);
  }

  /**
   * Says at once, before long work, that a table cannot be written to a file of that name.
   *
   * @throws ProblemException if the ending is none that {@link #write} knows
   */
  public static void checkEnding(Path file) {
    TableWriter.check(file);
  }

  private static Table openStdin(ReadOptions options) {
    Path copy = TemporaryFolder.ofProcess().newFile(".stdin");
    try {
      Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw ProblemException.environment(
          "stdin cannot be copied to " + copy.getParent(),
          "it is kept there because it is read more than once",
          "make room there or name another folder with -Djava.io.tmpdir=FOLDER");
    }
    return open(copy, "stdin", options, Files::newInputStream, () -> TemporaryFolder.delete(copy));
  }

  static Table open(
      Path file, String name, ReadOptions options, Head.Opener opener, Runnable onClose) {
    Head head = Head.read(file, name, opener);
    DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults());
    try {
      // An instant without a zone is UTC, whatever the zone of the machine.
      database.execute("SET TimeZone='UTC'");
      return new TableFiles(database, name, options, onClose).open(file, head);
    } catch (RuntimeException e) {
      database.close();
      onClose.run();
      throw e;
    }
  }

  private Table open(Path file, Head head) {
    if (ParquetFiles.isParquet(head)) {
      return ParquetFiles.open(database, file, name, onClose);
    }
    if (name.endsWith(".parquet") || name.endsWith(".pq")) {
      throw ProblemException.input(
          name + " does not begin as a Parquet file",
          "a whole one begins and ends with PAR1",
          "copy or write it again, or name it after what it holds");
    }
    if (head.startsWith('P', 'K', 3, 4)) {
      throw ProblemException.input(
          name + " is a zip archive or an Excel workbook",
          "CSV (also gz or zst), TSV, NDJSON and Parquet are read",
          "export it as CSV");
    }
    return head.compression() == Compression.ZSTD
        ? openZstandard(file, head)
        : openPlain(file, head);
  }

  /** The JDK does not unpack Zstandard, so the sample comes from DuckDB, which takes UTF-8 only. */
  static String zstandardSample(DuckDb database, Path file, String name) {
    try {
      ZstandardFrames.requireWhole(file, name, Files::newInputStream);
    } catch (IOException e) {
      throw Head.unreadable(name, e);
    }
    try {
      return String.join(
              "\n",
              database.query(
                  "SELECT line FROM read_csv("
                      + Sql.file(file)
                      + ", auto_detect=false, compression='zstd', header=false, quote='',"
                      + " escape='', delim=chr(1) || chr(2), columns={'line': 'VARCHAR'}) LIMIT"
                      + " 2000",
                  List.of(),
                  row -> row.getString(1) == null ? "" : row.getString(1)))
          + "\n";
    } catch (DuckDbException e) {
      throw ProblemException.input(
          name + " cannot be unpacked as Zstandard text in UTF-8",
          "a file is read only when it is whole, and of this kind in UTF-8 only",
          "unpack it first");
    }
  }

  private Table openZstandard(Path file, Head head) {
    String sample = zstandardSample(database, file, name);
    return openText(new CsvSource(file, name, head.compression(), sample));
  }

  /** The beginning of a text without the row at which it is cut. */
  static String wholeRows(Head head, String sample) {
    return !head.whole() && sample.lastIndexOf('\n') > 0
        ? sample.substring(0, sample.lastIndexOf('\n') + 1)
        : sample;
  }

  private Table openPlain(Path file, Head head) {
    Charset encoding = options.encoding() == null ? TextEncoding.sniff(head) : options.encoding();
    String sample = TextEncoding.decode(head.bytes(), encoding);
    int zero = sample.indexOf('\0');
    if (zero >= 0) {
      long line = 1 + sample.substring(0, zero).chars().filter(c -> c == '\n').count();
      throw TextEncoding.zeroByte("line " + line + " of " + name);
    }
    sample = wholeRows(head, sample);
    boolean readable = encoding.equals(StandardCharsets.UTF_8) && !mixesLineEnds(sample);
    CsvSource source = new CsvSource(file, name, head.compression(), sample);
    if (!readable) {
      return openCopy(source, head, encoding);
    }
    try {
      return openText(source);
    } catch (DuckDbException e) {
      // Rows that end in different ways make DuckDB's parser give up; the copy ends all in one way.
      return openCopy(source, head, encoding);
    }
  }

  private static boolean mixesLineEnds(String sample) {
    String pairsAway = sample.replace("\r\n", "");
    boolean feeds = pairsAway.indexOf('\n') >= 0;
    boolean returns = pairsAway.indexOf('\r') >= 0;
    return (feeds && returns) || (pairsAway.length() < sample.length() && (feeds || returns));
  }

  private Table openCopy(CsvSource source, Head head, Charset encoding) {
    Path copy = TemporaryFolder.ofProcess().newFile(".txt");
    try {
      PlainText.copy(source.file(), name, head, encoding, copy);
      return openText(new CsvSource(copy, name, Compression.NONE, source.sample()));
    } catch (DuckDbException e) {
      throw ProblemException.input(
          name + " cannot be read as a table",
          "CSV, TSV, NDJSON and Parquet are read",
          "name delimiter, quote and encoding with --delimiter, --quote and --encoding");
    } finally {
      TemporaryFolder.delete(copy);
    }
  }

  private Table openText(CsvSource source) {
    String begin = source.sample().stripLeading();
    if (begin.startsWith("{")) {
      return NdjsonFiles.open(database, source.file(), name, source.compression(), onClose);
    }
    if (begin.startsWith("[") && begin.substring(1).stripLeading().startsWith("{")) {
      throw ProblemException.input(
          name + " is one JSON array",
          "of JSON one object per line is read",
          "turn it into lines, for example with jq -c '.[]'");
    }
    return CsvFiles.open(database, source, options, onClose);
  }

  static ProblemException noRows(String name) {
    return ProblemException.input(
        name + " has no rows",
        "there is nothing to be said of a table without one",
        "check how it was written");
  }

  /** A text whose one row was taken for a header. */
  static ProblemException onlyHeader(String name) {
    return ProblemException.input(
        name + " has a header and no rows",
        "there is nothing to be said of a table without one",
        "check how it was written, or read the first row as values with --no-header");
  }
}
