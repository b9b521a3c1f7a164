package io.ballast.server.ingest;

import io.ballast.server.catalog.ColumnBins;
import io.ballast.server.catalog.DataType;
import io.ballast.server.platform.Json;
import io.ballast.tables.CodeVector;
import io.ballast.tables.Column;
import io.ballast.tables.ColumnRecognition;
import io.ballast.tables.ColumnType;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema that a table has: whole and real numbers with least and greatest value and ten bins in
 * between, truth values, instants, lists of numbers, text of few values as categories, other text.
 *
 * <p>A column is made of categories when it has at most as many different values as asked for, and
 * is neither a key nor free text (the rule of the drift command).
 */
final class SchemaGuess {

  private static final Pattern LIST = Pattern.compile("\\[.*]", Pattern.DOTALL);
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|nan|None|null", Pattern.CASE_INSENSITIVE);

  private final List<ColumnGuess> columns = new ArrayList<>();

  private SchemaGuess(Table table, int maxCardinality) {
    Map<String, String> recognised = ColumnRecognition.recognise(table);
    for (Column column : table.schema().columns()) {
      boolean mayBeCategory = !recognised.containsKey(column.name());
      columns.add(new ColumnGuess(column, maxCardinality, mayBeCategory));
    }
  }

  /** The schema in {@code data.schema}. */
  static ObjectNode of(Table table, int maxCardinality, long rows) {
    SchemaGuess guess = new SchemaGuess(table, maxCardinality);
    long[] read = {0};
    table.scan(
        table.schema().names(),
        batch -> {
          int take = (int) Math.min(batch.rows(), rows - read[0]);
          for (int i = 0; i < guess.columns.size(); i++) {
            guess.columns.get(i).add(batch.vector(i), take);
          }
          read[0] += take;
          return read[0] < rows;
        });
    ObjectNode schema = Json.object().put("schema_version", 1);
    ArrayNode list = schema.putArray("columns");
    guess.columns.forEach(column -> list.add(column.toJson()));
    return schema;
  }

  /** One column. */
  private static final class ColumnGuess {
    private final Column column;
    private final int maxCardinality;
    private final boolean mayBeCategory;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private final TreeSet<String> values = new TreeSet<>();
    private boolean tooMany;
    private boolean lists = true;
    private int dimensions = -1;
    private int lastCode = -1;

    ColumnGuess(Column column, int maxCardinality, boolean mayBeCategory) {
      this.column = column;
      this.maxCardinality = maxCardinality;
      this.mayBeCategory = mayBeCategory;
    }

    void add(Vector vector, int rows) {
      for (int row = 0; row < rows; row++) {
        if (vector.isMissing(row)) {
          continue;
        }
        if (vector instanceof DoubleVector doubles) {
          number(doubles.values()[row]);
        } else if (vector instanceof LongVector longs) {
          number((double) longs.values()[row]);
        } else if (vector instanceof CodeVector codes) {
          text(codes, codes.codes()[row]);
        }
      }
    }

    private void number(double value) {
      if (Double.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }

    private void text(CodeVector codes, int code) {
      if (code == lastCode) {
        return;
      }
      lastCode = code;
      if (code < 0) {
        tooMany = true;
        lists = false;
        return;
      }
      String value = codes.dictionary().value(code);
      if (lists) {
        list(value);
      }
      if (!tooMany && values.add(value) && values.size() > maxCardinality) {
        tooMany = true;
        values.clear();
      }
    }

    /** Whether all are lists of numbers, and of one length. */
    private void list(String value) {
      String text = value.strip();
      if (!LIST.matcher(text).matches()) {
        lists = false;
        return;
      }
      String inner = text.substring(1, text.length() - 1).strip();
      String[] items = inner.isEmpty() ? new String[0] : inner.split("[,\\s]+", -1);
      for (String item : items) {
        if (!NUMBER.matcher(item).matches()) {
          lists = false;
          return;
        }
      }
      dimensions = dimensions == -1 || dimensions == items.length ? items.length : 0;
    }

    private DataType type() {
      return switch (column.type()) {
        case INTEGER -> DataType.INT;
        case FLOATING -> DataType.FLOAT;
        case BOOLEAN -> DataType.BOOL;
        case TIMESTAMP -> DataType.TIMESTAMP;
        case NUMBERS -> DataType.VECTOR;
        case MISSING -> DataType.STR;
        case CATEGORY, TEXT -> {
          if (lists && dimensions >= 0) {
            yield DataType.VECTOR;
          }
          yield tooMany || !mayBeCategory ? DataType.STR : DataType.CATEGORY;
        }
      };
    }

    ObjectNode toJson() {
      DataType type = type();
      ObjectNode json = Json.object();
      json.put("id", column.name().toLowerCase(Locale.ROOT))
          .put("name", column.name())
          .put("data_type", type.word());
      boolean bounded = type.isNumber() && min <= max;
      if (bounded && column.type() == ColumnType.INTEGER) {
        json.put("min", (long) min).put("max", (long) max);
      } else if (bounded) {
        json.put("min", min).put("max", max);
      } else {
        json.putNull("min").putNull("max");
      }
      if (type == DataType.CATEGORY) {
        ArrayNode categories = json.putArray("categories");
        values.forEach(categories::add);
      } else if (type == DataType.BOOL) {
        json.putArray("categories").add(false).add(true);
      } else {
        json.putNull("categories");
      }
      if (bounded) {
        ArrayNode bins = json.putArray("bins");
        ColumnBins.edges(min, max).forEach(bins::add);
      } else {
        json.putNull("bins");
      }
      json.putNull("replace_with_nulls");
      if (type == DataType.VECTOR && dimensions > 0) {
        json.put("n_dimensions", dimensions);
      } else {
        json.putNull("n_dimensions");
      }
      return json;
    }
  }
}
