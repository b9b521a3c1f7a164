package io.ballast.files;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the beginning of a delimited text into rows of values, to find out how it is written.
 *
 * <p>Only a sample is read this way; the file itself is read by DuckDB.
 */
final class CsvRecords {

  private final String text;
  private final char delimiter;
  private final char quote;
  private final char escape;
  private final List<List<String>> rows = new ArrayList<>();
  private List<String> row = new ArrayList<>();
  private int quoted;
  private int broken;
  private int position;

  private CsvRecords(String text, char delimiter, char quote, char escape) {
    this.text = text;
    this.delimiter = delimiter;
    this.quote = quote;
    this.escape = escape;
  }

  /**
   * Splits a text; empty lines are passed over.
   *
   * @param maxRows rows after which it stops
   */
  static CsvRecords split(String text, char delimiter, char quote, char escape, int maxRows) {
    CsvRecords records = new CsvRecords(text, delimiter, quote, escape);
    while (records.position < text.length() && records.rows.size() < maxRows) {
      records.value();
    }
    if (!records.row.isEmpty()) {
      records.endRow();
    }
    return records;
  }

  /** The rows, each as its values without their quotes. */
  List<List<String>> rows() {
    return rows;
  }

  /** Values that stood in quotes. */
  int quoted() {
    return quoted;
  }

  /** Values whose closing quote is missing or followed by something other than a delimiter. */
  int broken() {
    return broken;
  }

  private void value() {
    int start = position;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    if (quote != ReadOptions.NO_QUOTE && start < text.length() && text.charAt(start) == quote) {
      position = start + 1;
      row.add(quotedValue());
    } else {
      int end = endOfPlain(position);
      row.add(text.substring(position, end));
      position = end;
    }
    if (position == text.length()) {
      return;
    }
    if (text.charAt(position) == delimiter) {
      position++;
      if (position == text.length()) {
        row.add("");
      }
      return;
    }
    boolean carriageReturn = text.charAt(position) == '\r';
    position++;
    if (carriageReturn && position < text.length() && text.charAt(position) == '\n') {
      position++;
    }
    endRow();
  }

  private void endRow() {
    if (row.size() > 1 || !row.get(0).isEmpty()) {
      rows.add(row);
    }
    row = new ArrayList<>();
  }

  private String quotedValue() {
    quoted++;
    StringBuilder value = new StringBuilder();
    while (position < text.length()) {
      char character = text.charAt(position++);
      boolean more = position < text.length();
      if (character == escape && more && text.charAt(position) == quote) {
        value.append(quote);
        position++;
      } else if (character == quote) {
        int end = endOfPlain(position);
        if (!text.substring(position, end).isBlank()) {
          broken++;
        }
        position = end;
        return value.toString();
      } else {
        value.append(character);
      }
    }
    broken++;
    return value.toString();
  }

  private int endOfPlain(int from) {
    int end = from;
    while (end < text.length()) {
      char character = text.charAt(end);
      if (character == delimiter || character == '\n' || character == '\r') {
        break;
      }
      end++;
    }
    return end;
  }
}
