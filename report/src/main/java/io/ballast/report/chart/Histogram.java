package io.ballast.report.chart;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Reference and window on the same bins: the reference as filled bars, the window as a line.
 *
 * <p>Bins are slots of equal width. A gap parts slots of different kinds: heavy single values at
 * the left, Other and Missing at the right.
 *
 * @param label one sentence for screen readers
 * @param slots from left to right, each kind together
 */
public record Histogram(String label, List<Slot> slots) {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 150;
  private static final int MINI_WIDTH = 100;
  private static final int MINI_HEIGHT = 26;
  private static final double GAP = 0.5;

  /** Room for labels, in px, and what they take. */
  private static final int ROOM = 480;

  private static final int ROOM_ON_PHONE = 270;
  private static final int LETTER = 7;
  private static final int SPACE = 10;

  public Histogram {
    slots = List.copyOf(slots);
  }

  /**
   * One bin.
   *
   * @param edge what stands under its left edge; empty for nothing
   * @param name what stands under its middle; empty for nothing
   * @param reference share of the reference, 0 to 1
   * @param current share of the window, 0 to 1
   * @param kind what the bin holds
   */
  public record Slot(String edge, String name, double reference, double current, Kind kind) {}

  /** What a slot holds; the window's line is joined within ranges and within values. */
  public enum Kind {
    /** One heavy value, that lies in no range. */
    POINT,
    /** A range of numbers. */
    RANGE,
    /** One of few numbers. */
    VALUE,
    /** Rows without a number in the ranges. */
    APART
  }

  /** Writes the chart with its axes. */
  public void write(Markup html) {
    Scale scale = scale();
    html.start("div", "class", "hist");
    html.start("svg", "class", "ch", "height", HEIGHT, "role", "img", "aria-label", label);
    for (double tick : scale.ticks()) {
      String y = Markup.number(HEIGHT * (1 - scale.at(tick)));
      html.empty("line", "class", "ax", "x2", "100%", "y1", y, "y2", y);
      html.element("text", percent(tick, scale), "x", -6, "y", y, "dy", 4, "text-anchor", "end");
    }
    html.start("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "preserveAspectRatio", "none");
    html.empty("path", "class", "ref", "d", bars(WIDTH, HEIGHT, scale.max()));
    html.empty("path", "class", "win", "d", steps(WIDTH, HEIGHT, scale.max()));
    html.end("svg");
    html.empty("line", "class", "base", "x2", "100%", "y1", HEIGHT, "y2", HEIGHT);
    labels(html);
    html.end("svg").end("div").line();
  }

  /** Writes the chart small and without axes, for a table's row; hidden from screen readers. */
  public void writeMini(Markup html) {
    double largest = scale().max();
    String box = "0 0 " + MINI_WIDTH + " " + MINI_HEIGHT;
    html.start(
        "svg",
        "class",
        "ch mh",
        "viewBox",
        box,
        "preserveAspectRatio",
        "none",
        "height",
        MINI_HEIGHT,
        "aria-hidden",
        "true");
    html.empty("path", "class", "ref", "d", bars(MINI_WIDTH, MINI_HEIGHT, largest));
    html.empty("path", "class", "win", "d", steps(MINI_WIDTH, MINI_HEIGHT, largest));
    html.end("svg");
  }

  private Scale scale() {
    double largest = 0;
    for (Slot slot : slots) {
      largest = Math.max(largest, Math.max(slot.reference(), slot.current()));
    }
    return Scale.holding(largest, 4);
  }

  private static String percent(double tick, Scale scale) {
    double percent = 100 * tick;
    boolean isWhole = Math.abs(100 * scale.step() - Math.rint(100 * scale.step())) < 1e-9;
    return (isWhole ? Long.toString(Math.round(percent)) : Markup.number(percent)) + "%";
  }

  private double unit(int width) {
    return width / (slots.size() + GAP * gapsBefore(slots.size() - 1));
  }

  private double left(int i, int width) {
    return unit(width) * (i + GAP * gapsBefore(i));
  }

  private int gapsBefore(int slot) {
    int gaps = 0;
    for (int i = 1; i <= slot; i++) {
      if (slots.get(i).kind() != slots.get(i - 1).kind()) {
        gaps++;
      }
    }
    return gaps;
  }

  private String bars(int width, int height, double largest) {
    StringBuilder path = new StringBuilder();
    double unit = unit(width);
    for (int i = 0; i < slots.size(); i++) {
      double high = height * slots.get(i).reference() / largest;
      if (high > 0) {
        path.append('M').append(Markup.number(left(i, width))).append(' ').append(height);
        path.append('v').append(Markup.number(-high)).append('h').append(Markup.number(unit));
        path.append('v').append(Markup.number(high)).append('z');
      }
    }
    return path.isEmpty() ? "M0 0" : path.toString();
  }

  private String steps(int width, int height, double largest) {
    StringBuilder path = new StringBuilder();
    double unit = unit(width);
    for (int i = 0; i < slots.size(); i++) {
      String y = Markup.number(height * (1 - slots.get(i).current() / largest));
      boolean isJoined = i > 0 && isJoined(slots.get(i - 1).kind(), slots.get(i).kind());
      String x = Markup.number(left(i, width));
      path.append(isJoined ? "V" + y : "M" + x + " " + y).append('h').append(Markup.number(unit));
    }
    return path.toString();
  }

  private static boolean isJoined(Kind left, Kind right) {
    return left == right && (left == Kind.RANGE || left == Kind.VALUE);
  }

  private void labels(Markup html) {
    List<Integer> edges = indices(slot -> !slot.edge().isEmpty());
    for (int n = 0; n < edges.size(); n++) {
      int i = edges.get(n);
      double at = left(i, WIDTH) / WIDTH;
      String style = besideApart(at, thinned(n, edges.size(), longest(Slot::edge)));
      label(html, slots.get(i).edge(), at, style);
    }
    List<Integer> values = indices(slot -> slot.kind() == Kind.VALUE);
    for (int n = 0; n < values.size(); n++) {
      int i = values.get(n);
      String style = thinned(n, values.size(), longest(Slot::name));
      label(html, slots.get(i).name(), middle(i), style);
    }
    for (int i : indices(slot -> slot.kind() == Kind.POINT || slot.kind() == Kind.APART)) {
      label(html, slots.get(i).name(), middle(i), "");
    }
  }

  private List<Integer> indices(Predicate<Slot> choice) {
    return IntStream.range(0, slots.size()).filter(i -> choice.test(slots.get(i))).boxed().toList();
  }

  private int longest(Function<Slot, String> text) {
    return slots.stream().mapToInt(slot -> text.apply(slot).length()).max().orElse(0);
  }

  private double middle(int i) {
    return (left(i, WIDTH) + unit(WIDTH) / 2) / WIDTH;
  }

  /** Thins labels that would touch: some are never drawn, some not where there is little room. */
  private static String thinned(int index, int count, int letters) {
    int every = every(count, letters, ROOM);
    if (index % every != 0) {
      return "none";
    }
    return index % (every * every(count / every, letters, ROOM_ON_PHONE)) == 0 ? "" : "alt";
  }

  /** Leaves out what would touch the label of a slot that stands apart at the right. */
  private String besideApart(double at, String style) {
    List<Integer> apart = indices(slot -> slot.kind() == Kind.APART);
    if (apart.isEmpty()) {
      return style;
    }
    double free = middle(apart.get(0)) - at;
    double needed =
        LETTER * (longest(Slot::edge) + slots.get(apart.get(0)).name().length()) / 2.0 + SPACE;
    if (free * ROOM < needed) {
      return "none";
    }
    return free * ROOM_ON_PHONE < needed && style.isEmpty() ? "alt" : style;
  }

  private static int every(int count, int letters, int room) {
    int fitting = Math.max(1, room / (LETTER * letters + SPACE));
    return Math.max(1, (count + fitting - 1) / fitting);
  }

  private static void label(Markup html, String text, double x, String style) {
    if (!style.equals("none")) {
      html.element(
          "text",
          text,
          "class",
          style,
          "x",
          Markup.percent(x),
          "y",
          HEIGHT + 16,
          "text-anchor",
          "middle");
    }
  }
}
