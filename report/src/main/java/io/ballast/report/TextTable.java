package io.ballast.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Text laid out in terminal cells: padding and wrapping that know wide and combining characters.
 */
public final class TextTable {
  /** Width of every line that Ballast prints for people. */
  public static final int WIDTH = 100;

  private TextTable() {}

  /** Cells that the text takes. */
  public static int width(String text) {
    return text.codePoints().map(TextTable::cells).sum();
  }

  /** The text padded on the right. */
  public static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /** The text padded on the left. */
  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - width(text))) + text;
  }

  /** The text in lines of at most {@code width} cells, broken at blanks where there are any. */
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : text.split(" ", -1)) {
      int length = width(word);
      if (used > 0 && used + 1 + length > width) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      if (used > 0) {
        line.append(' ');
        used++;
      }
      String rest = word;
      while (length > width) {
        int end = fitting(rest, width);
        lines.add(rest.substring(0, end));
        rest = rest.substring(end);
        length = width(rest);
      }
      line.append(rest);
      used += length;
    }
    lines.add(line.toString());
    return lines;
  }

  /** The text, or its beginning and the mark, in at most {@code width} cells. */
  public static String cut(String text, int width, String mark) {
    return width(text) <= width
        ? text
        : text.substring(0, fitting(text, width - width(mark))) + mark;
  }

  private static int fitting(String text, int width) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      used += cells(point);
      if (used > width) {
        break;
      }
      end += Character.charCount(point);
    }
    return Math.max(end, Character.charCount(text.codePointAt(0)));
  }

  private static int cells(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  /** East Asian wide and full-width blocks, and pictographs (Unicode annex 11, by block). */
  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115f)
        || (point >= 0x2e80 && point <= 0xa4cf)
        || (point >= 0xac00 && point <= 0xd7a3)
        || (point >= 0xf900 && point <= 0xfaff)
        || (point >= 0xfe30 && point <= 0xfe6f)
        || (point >= 0xff00 && point <= 0xff60)
        || (point >= 0xffe0 && point <= 0xffe6)
        || (point >= 0x1f300 && point <= 0x1faff)
        || (point >= 0x20000 && point <= 0x3fffd);
  }
}
