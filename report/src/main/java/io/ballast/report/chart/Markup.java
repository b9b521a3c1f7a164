package io.ballast.report.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML and SVG element by element; every text and attribute value is escaped.
 *
 * <p>An {@link IOException} of the target comes out as {@link UncheckedIOException}.
 */
public final class Markup {
  /** A shorter word is never broken. */
  private static final int LONG_WORD = 18;

  /** A word is not broken into pieces shorter than this. */
  private static final int SHORTEST_PIECE = 4;

  private final Appendable out;
  private final Deque<String> open = new ArrayDeque<>();

  /** Markup that goes to {@code out} as it is written. */
  public Markup(Appendable out) {
    this.out = out;
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn; a name without a value to follow is a bare
   *     attribute; an empty {@code class} is left out
   */
  public Markup start(String element, Object... attributes) {
    tag(element, attributes);
    open.push(element);
    return this;
  }

  /** Writes an element without content that needs no end tag (HTML void or SVG shape). */
  public Markup empty(String element, Object... attributes) {
    append('<').append(element);
    attributes(attributes);
    return append(isVoid(element) ? ">" : "/>");
  }

  /** Closes the innermost open element, which must be {@code element}. */
  public Markup end(String element) {
    String innermost = open.pop();
    if (!innermost.equals(element)) {
      throw new IllegalStateException("</" + element + "> would close <" + innermost + ">");
    }
    return append("</").append(element).append('>');
  }

  /** An element that holds only text. */
  public Markup element(String element, String text, Object... attributes) {
    return start(element, attributes).text(text).end(element);
  }

  /** Text, escaped. */
  public Markup text(String text) {
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      String escape = escape(text.charAt(i));
      if (!escape.isEmpty()) {
        append(text, written, i).append(escape);
        written = i + 1;
      }
    }
    return append(text, written, text.length());
  }

  /**
   * Text whose long words may be broken behind {@code _ . / - :}, as names of columns and files.
   */
  public Markup words(String text) {
    int word = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || Character.isSpaceChar(text.charAt(i))) {
        word(text.substring(word, i));
        text(text.substring(i, Math.min(i + 1, text.length())));
        word = i + 1;
      }
    }
    return this;
  }

  private void word(String word) {
    int start = 0;
    for (int i = 0; word.length() >= LONG_WORD && i < word.length() - 1; i++) {
      if ("_./-:".indexOf(word.charAt(i)) >= 0 && i - start >= SHORTEST_PIECE) {
        text(word.substring(start, i + 1)).empty("wbr");
        start = i + 1;
      }
    }
    text(word.substring(start));
  }

  /** A name that came with the data: its direction is its own, and it may be long. */
  public Markup name(String name) {
    return start("bdi").words(name).end("bdi");
  }

  private static String escape(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> "";
    };
  }

  /** Markup as it stands: only for constants of the program. */
  public Markup raw(String markup) {
    return append(markup);
  }

  /** A line end, so that the file can be read by people. */
  public Markup line() {
    return append('\n');
  }

  /** A coordinate in percent, two decimals at most. */
  public static String percent(double share) {
    return number(100 * share) + "%";
  }

  /** A coordinate, two decimals at most. */
  public static String number(double value) {
    long hundredths = Math.round(value * 100);
    String sign = hundredths < 0 ? "-" : "";
    long whole = Math.abs(hundredths) / 100;
    long rest = Math.abs(hundredths) % 100;
    if (rest == 0) {
      return sign + whole;
    }
    String digits = rest % 10 == 0 ? Long.toString(rest / 10) : Long.toString(rest);
    return sign + whole + (rest < 10 ? ".0" : ".") + digits;
  }

  private void tag(String element, Object... attributes) {
    append('<').append(element);
    attributes(attributes);
    append('>');
  }

  private void attributes(Object... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      String name = attributes[i].toString();
      if (i + 1 == attributes.length) {
        append(' ').append(name);
        return;
      }
      String value = attributes[i + 1].toString();
      if (!(value.isEmpty() && name.equals("class"))) {
        append(' ').append(name).append("=\"").text(value).append('"');
      }
    }
  }

  private static boolean isVoid(String element) {
    return switch (element) {
      case "meta", "br", "wbr", "link", "input", "hr", "img", "col" -> true;
      default -> false;
    };
  }

  private Markup append(CharSequence text) {
    return append(text, 0, text.length());
  }

  private Markup append(CharSequence text, int from, int to) {
    try {
      out.append(text, from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private Markup append(char c) {
    try {
      out.append(c);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }
}
