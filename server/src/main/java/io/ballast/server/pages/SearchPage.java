package io.ballast.server.pages;

import io.ballast.report.chart.Markup;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.ModelColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds models and columns by a part of their name. */
final class SearchPage {

  private static final int MOST = 100;

  private final Frame frame;
  private final Backing backing;

  SearchPage(Frame frame, Backing backing) {
    this.frame = frame;
    this.backing = backing;
  }

  List<PageRoute> routes() {
    return List.of(PageRoute.get("/search", this::show));
  }

  private record Hit(Model model, String column) {}

  private PageReply show(Visit visit) {
    String asked = visit.query("q", "").strip();
    String wanted = asked.toLowerCase(Locale.ROOT);
    List<Hit> hits = new ArrayList<>();
    for (Model model : backing.catalog().models()) {
      String name = model.name() + " " + model.version() + " " + model.project().name();
      if (!wanted.isEmpty() && name.toLowerCase(Locale.ROOT).contains(wanted)) {
        hits.add(new Hit(model, ""));
      }
      for (ModelColumn column : model.shape().columns()) {
        if (!wanted.isEmpty() && column.name().toLowerCase(Locale.ROOT).contains(wanted)) {
          hits.add(new Hit(model, column.name()));
        }
      }
    }
    if (hits.size() == 1) {
      return PageReply.seeOther(address(hits.get(0)));
    }
    return frame.page(visit, "Search", Frame.Section.MODELS, html -> write(html, asked, hits));
  }

  private static String address(Hit hit) {
    return Link.to("/models/" + hit.model().id()).with("column", hit.column()).toString();
  }

  private static void write(Markup html, String asked, List<Hit> hits) {
    html.start("div", "class", "title").start("h1", "class", "verdict");
    if (hits.isEmpty()) {
      html.text("No model or column has ").start("q").name(asked).end("q").text(" in its name.");
    } else {
      html.text((hits.size() > MOST ? "The first " + MOST + " of " : "") + hits.size());
      html.text(" models and columns with ").start("q").name(asked).end("q");
    }
    html.end("h1").end("div").start("ul", "class", "hits");
    hits.stream()
        .limit(MOST)
        .forEach(
            hit -> {
              html.start("li").start("a", "href", address(hit));
              html.name(hit.column().isEmpty() ? hit.model().name() : hit.column()).end("a");
              html.text(" ").start("span", "class", "dim");
              html.text(hit.column().isEmpty() ? "model " : "column of ");
              html.name(hit.model().name()).text(" " + hit.model().version() + ", ");
              html.name(hit.model().project().name()).end("span").end("li").line();
            });
    html.end("ul");
  }
}
