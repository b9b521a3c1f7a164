package io.ballast.files;

import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.LongVector;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a table as a file, by DuckDB. */
final class TableWriter {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  private final Table table;
  private final Map<String, String> storedTypes;
  private final Format format;

  private TableWriter(Table table, Map<String, String> storedTypes, Format format) {
    this.table = table;
    this.storedTypes = format == Format.PARQUET ? storedTypes : Map.of();
    this.format = format;
  }

  /** A kind of file, with DuckDB's options for it. */
  private enum Format {
    CSV("FORMAT csv, HEADER, DELIMITER ','"),
    TSV("FORMAT csv, HEADER, DELIMITER '\t'"),
    NDJSON("FORMAT json"),
    PARQUET("FORMAT parquet");

    private final String options;

    Format(String options) {
      this.options = options;
    }
  }

  /** See {@link TableFiles#write}. */
  static void write(Table table, Map<String, String> storedTypes, Path file, boolean force) {
    try (OutputFiles all = new OutputFiles(force)) {
      write(table, storedTypes, file, all);
      all.publish();
    }
  }

  /** See {@link OutputFiles#write(Path, Table)}. */
  static void write(Table table, Map<String, String> storedTypes, Path file, OutputFiles all) {
    Format format = format(file);
    String compression = compression(name(file));
    all.writePath(
        file, part -> new TableWriter(table, storedTypes, format).write(part, compression));
  }

  /** See {@link TableFiles#checkEnding}. */
  static void check(Path file) {
    format(file);
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private static Format format(Path file) {
    String name = name(file);
    boolean isPacked = !compression(name).isEmpty();
    Format format = format(file, isPacked ? name.substring(0, name.lastIndexOf('.')) : name);
    if (format == Format.PARQUET && isPacked) {
      throw unknownEnding(file);
    }
    return format;
  }

  private static String compression(String name) {
    if (name.endsWith(".gz")) {
      return ", COMPRESSION gzip";
    }
    return name.endsWith(".zst") ? ", COMPRESSION zstd" : "";
  }

  private static Format format(Path file, String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv" -> Format.CSV;
      case "tsv" -> Format.TSV;
      case "ndjson", "jsonl" -> Format.NDJSON;
      case "parquet", "pq" -> Format.PARQUET;
      default -> throw unknownEnding(file);
    };
  }

  private static ProblemException unknownEnding(Path file) {
    return ProblemException.usage(
        file + " ends in no known way",
        "the ending chooses the format: .csv, .tsv, .ndjson (each also .gz or .zst), .parquet",
        "choose one of them");
  }

  private void write(Path part, String compression) throws IOException {
    BatchFeed feed = new BatchFeed(table);
    try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults())) {
      database.execute("SET TimeZone='UTC'");
      String select = select(StoredTypes.expressions(database, table, storedTypes));
      database.register("feed", feed);
      database.execute(
          "COPY (SELECT "
              + select
              + " FROM feed()) TO "
              + Sql.text(part.toString())
              + " ("
              + format.options
              + compression
              + ")");
    } catch (DuckDbException e) {
      RuntimeException problem = feed.problem();
      if (problem != null) {
        throw problem;
      }
      throw new IOException(reason(e), e);
    } finally {
      feed.stop();
    }
  }

  /** What the system said, without DuckDB's words around it. */
  private static String reason(DuckDbException e) {
    String message = String.valueOf(e.getMessage());
    for (String known :
        List.of(
            "No space left on device",
            "Permission denied",
            "No such file or directory",
            "File too large")) {
      if (message.contains(known)) {
        return known;
      }
    }
    return "writing failed";
  }

  private String select(Map<String, String> stored) {
    Map<String, String> instants = instants();
    Map<String, String> lowerCase = new HashMap<>();
    List<String> selected = new ArrayList<>();
    for (Column column : table.schema().columns()) {
      String other = lowerCase.put(column.name().toLowerCase(Locale.ROOT), column.name());
      if (other != null) {
        throw ProblemException.input(
            "columns "
                + other
                + " and "
                + column.name()
                + " of "
                + table.name()
                + " differ in case only",
            "written names differ otherwise",
            "rename one of them");
      }
      String source = "c" + selected.size();
      String expression = stored.getOrDefault(column.name(), expression(column, source, instants));
      selected.add(expression + " AS " + Sql.name(column.name()));
    }
    return String.join(", ", selected);
  }

  private String expression(Column column, String source, Map<String, String> instants) {
    if (column.type() == ColumnType.TIMESTAMP) {
      return format == Format.PARQUET
          ? "make_timestamptz(" + source + ")"
          : "strftime(make_timestamp("
              + source
              + "), "
              + Sql.text(instants.getOrDefault(column.name(), ""))
              + ")";
    }
    if (column.type() == ColumnType.FLOATING && format == Format.NDJSON) {
      // JSON has no infinity; a number beyond the range of a double is read as one.
      return "CASE WHEN isinf("
          + source
          + ") THEN (CASE WHEN "
          + source
          + " > 0 THEN '1e999' ELSE '-1e999' END)::JSON"
          + " ELSE to_json("
          + source
          + ") END";
    }
    return source;
  }

  /** How the instants of each column are spelled in text: no finer than they are. */
  private Map<String, String> instants() {
    List<String> names =
        table.schema().columns().stream()
            .filter(column -> column.type() == ColumnType.TIMESTAMP)
            .map(Column::name)
            .toList();
    Map<String, String> spelled = new HashMap<>();
    if (names.isEmpty() || format == Format.PARQUET) {
      return spelled;
    }
    boolean[] seconds = new boolean[names.size()];
    boolean[] fractions = new boolean[names.size()];
    table.scan(
        names,
        batch -> {
          for (int column = 0; column < names.size(); column++) {
            Vector vector = batch.vector(column);
            for (int row = 0; row < batch.rows(); row++) {
              if (!vector.isMissing(row) && vector instanceof LongVector longs) {
                long micros = longs.values()[row];
                seconds[column] |= micros % MICROS_PER_DAY != 0;
                fractions[column] |= micros % MICROS_PER_SECOND != 0;
              }
            }
          }
          return true;
        });
    for (int column = 0; column < names.size(); column++) {
      String time = seconds[column] ? "T%H:%M:%S" + (fractions[column] ? ".%f" : "") + "Z" : "";
      spelled.put(names.get(column), "%Y-%m-%d" + time);
    }
    return spelled;
  }
}
