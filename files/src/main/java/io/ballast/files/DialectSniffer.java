package io.ballast.files;

import io.ballast.tables.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds out how a delimited text is written, from its beginning.
 *
 * <p>The delimiter is the character of comma, tab, semicolon and bar that splits the largest share
 * of the rows into the same number of values, two or more; the one that gives more values when two
 * share the first place. The rules are spelled out in {@code docs/reference/files.md}.
 */
final class DialectSniffer {

  private static final char[] DELIMITERS = {',', '\t', ';', '|'};
  private static final int MAX_ROWS = 1000;

  private final String sample;
  private final ReadOptions options;

  private DialectSniffer(String sample, ReadOptions options) {
    this.sample = sample;
    this.options = options;
  }

  /** The dialect of a text that begins like that; what the options name is taken from them. */
  static CsvDialect sniff(String sample, ReadOptions options) {
    return new DialectSniffer(sample, options).sniff();
  }

  /** The values of the sample's rows. */
  static List<List<String>> rows(String sample, CsvDialect dialect) {
    return CsvRecords.split(
            sample, dialect.delimiter(), dialect.quote(), dialect.escape(), Integer.MAX_VALUE)
        .rows();
  }

  private CsvDialect sniff() {
    char quote = quote();
    char escape = escape(quote);
    char delimiter = delimiter(quote, escape);
    List<List<String>> rows = CsvRecords.split(sample, delimiter, quote, escape, MAX_ROWS).rows();
    char decimal = decimal(rows, delimiter);
    return new CsvDialect(delimiter, quote, escape, decimal, header(rows, decimal));
  }

  private char quote() {
    if (options.quote() != null) {
      return options.quote();
    }
    return usesSingleQuotes() ? '\'' : '"';
  }

  private boolean usesSingleQuotes() {
    if (sample.indexOf('\'') < 0) {
      return false;
    }
    int singles = 0;
    for (char delimiter : candidates()) {
      if (CsvRecords.split(sample, delimiter, '"', '"', MAX_ROWS).quoted() > 0) {
        return false;
      }
      CsvRecords records = CsvRecords.split(sample, delimiter, '\'', '\'', MAX_ROWS);
      singles = Math.max(singles, records.quoted() - 2 * records.broken());
    }
    return singles > 0;
  }

  private char escape(char quote) {
    if (quote == ReadOptions.NO_QUOTE || !sample.contains("\\" + quote)) {
      return quote;
    }
    for (char delimiter : candidates()) {
      int doubled = CsvRecords.split(sample, delimiter, quote, quote, MAX_ROWS).broken();
      int backslash = CsvRecords.split(sample, delimiter, quote, '\\', MAX_ROWS).broken();
      if (backslash < doubled) {
        return '\\';
      }
    }
    return quote;
  }

  private char[] candidates() {
    return options.delimiter() == null ? DELIMITERS : new char[] {options.delimiter()};
  }

  private char delimiter(char quote, char escape) {
    if (options.delimiter() != null) {
      return options.delimiter();
    }
    char best = DELIMITERS[0];
    double bestShare = 0;
    int bestValues = 1;
    for (char candidate : DELIMITERS) {
      if (sample.indexOf(candidate) < 0) {
        continue;
      }
      List<List<String>> rows = CsvRecords.split(sample, candidate, quote, escape, MAX_ROWS).rows();
      int values = commonLength(rows);
      double share =
          (double) rows.stream().filter(row -> row.size() == values).count()
              / Math.max(1, rows.size());
      if (values > 1 && (share > bestShare || (share == bestShare && values > bestValues))) {
        best = candidate;
        bestShare = share;
        bestValues = values;
      }
    }
    return best;
  }

  private static int commonLength(List<List<String>> rows) {
    Map<Integer, Integer> counts = new HashMap<>();
    int best = 0;
    int most = 0;
    for (List<String> row : rows) {
      int count = counts.merge(row.size(), 1, Integer::sum);
      if (count > most) {
        best = row.size();
        most = count;
      }
    }
    return best;
  }

  private char decimal(List<List<String>> rows, char delimiter) {
    if (options.decimal() != null) {
      return options.decimal();
    }
    if (delimiter == ',') {
      return '.';
    }
    Pattern comma = Pattern.compile("[+-]?[0-9]*,[0-9]+(?:[eE][+-]?[0-9]+)?");
    Pattern point = Pattern.compile("[+-]?[0-9]*[.][0-9]+(?:[eE][+-]?[0-9]+)?");
    long commas = count(rows, comma);
    return commas > count(rows, point) ? ',' : '.';
  }

  private static long count(List<List<String>> rows, Pattern pattern) {
    return rows.stream()
        .flatMap(List::stream)
        .filter(value -> pattern.matcher(value.strip()).matches())
        .count();
  }

  /** The first row is a header unless only the types of the values below speak, and against it. */
  private boolean header(List<List<String>> rows, char decimal) {
    if (options.header() != null) {
      return options.header();
    }
    if (rows.isEmpty()) {
      return true;
    }
    List<String> first = rows.get(0);
    if (rows.size() == 1) {
      return first.stream()
          .allMatch(value -> TextType.of(List.of(value), decimal) == ColumnType.CATEGORY);
    }
    boolean against = false;
    for (int column = 0; column < first.size(); column++) {
      ColumnType below = TextType.of(column(rows, column), decimal);
      if (below == ColumnType.CATEGORY || below == ColumnType.MISSING) {
        continue;
      }
      ColumnType name = TextType.of(List.of(first.get(column)), decimal);
      if (name == ColumnType.CATEGORY) {
        return true;
      }
      against |= name != ColumnType.MISSING;
    }
    return !against;
  }

  private static List<String> column(List<List<String>> rows, int column) {
    List<String> values = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      if (column < row.size()) {
        values.add(row.get(column));
      }
    }
    return values;
  }
}
