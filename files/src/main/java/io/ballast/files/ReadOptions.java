package io.ballast.files;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * How a text file is to be read; what is null is found out from its beginning. Without effect on
 * Parquet.
 *
 * @param delimiter between the values of a row
 * @param quote around values that hold a delimiter, a quote or a line end; {@link #NO_QUOTE} for
 *     none
 * @param encoding of the text
 * @param decimal point or comma
 * @param header whether the first row names the columns
 */
public record ReadOptions(
    @Nullable Character delimiter,
    @Nullable Character quote,
    @Nullable Charset encoding,
    @Nullable Character decimal,
    @Nullable Boolean header) {

  /** No character quotes. */
  public static final char NO_QUOTE = '\0';

  public ReadOptions {
    if (decimal != null && decimal != '.' && decimal != ',') {
      throw new IllegalArgumentException("decimal is " + decimal + ", it is a point or a comma");
    }
    if (delimiter != null && (delimiter.equals(quote) || delimiter.equals(decimal))) {
      throw new IllegalArgumentException(
          "delimiter is " + delimiter + ", it differs from the quote and the decimal separator");
    }
  }

  /** Everything is found out from the file. */
  public static ReadOptions sniffed() {
    return new ReadOptions(null, null, null, null, null);
  }

  /** The same with that delimiter. */
  public ReadOptions withDelimiter(char value) {
    return new ReadOptions(value, quote, encoding, decimal, header);
  }

  /** The same with that quote. */
  public ReadOptions withQuote(char value) {
    return new ReadOptions(delimiter, value, encoding, decimal, header);
  }

  /** The same with that encoding. */
  public ReadOptions withEncoding(Charset value) {
    return new ReadOptions(delimiter, quote, value, decimal, header);
  }

  /** The same with that decimal separator. */
  public ReadOptions withDecimal(char value) {
    return new ReadOptions(delimiter, quote, encoding, value, header);
  }

  /** The same, with or without a header. */
  public ReadOptions withHeader(boolean value) {
    return new ReadOptions(delimiter, quote, encoding, decimal, value);
  }
}
