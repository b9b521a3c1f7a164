package io.ballast.files;

/**
 * How a delimited text is written.
 *
 * @param delimiter between the values of a row
 * @param quote around values, {@link ReadOptions#NO_QUOTE} for none
 * @param escape before a quote within quotes, the quote itself when it is doubled
 * @param decimal point or comma
 * @param header whether the first row names the columns
 */
record CsvDialect(char delimiter, char quote, char escape, char decimal, boolean header) {

  boolean quotes() {
    return quote != ReadOptions.NO_QUOTE;
  }
}
