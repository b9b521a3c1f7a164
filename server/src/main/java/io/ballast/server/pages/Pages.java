package io.ballast.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The door of the pages. */
public final class Pages {

  private Pages() {}

  /**
   * All pages.
   *
   * @param facts about the server, by name, for the settings
   */
  public static PageDispatcher dispatcher(Backing backing, Map<String, String> facts) {
    StaticFiles files = new StaticFiles();
    Frame frame = new Frame(files);
    Background background = new Background();
    Answers answers = new Answers(backing, background);
    List<PageRoute> routes = new ArrayList<>();
    routes.addAll(new LoginPages(frame, backing).routes());
    routes.addAll(new OverviewPage(frame, backing, answers).routes());
    routes.addAll(new ModelPage(frame, backing, answers).routes());
    routes.addAll(new PerformancePart(backing, answers).routes());
    routes.addAll(new RowsPage(frame, backing).routes());
    routes.addAll(new SchemaPages(frame, backing).routes());
    routes.addAll(new DatasetPages(frame).routes());
    routes.addAll(new JobPages(frame).routes());
    routes.addAll(new SettingsPages(frame, backing, facts).routes());
    routes.addAll(new UploadPages(frame, backing).routes());
    routes.addAll(new SearchPage(frame, backing).routes());
    return new PageDispatcher(backing, files, frame, routes, background);
  }
}
