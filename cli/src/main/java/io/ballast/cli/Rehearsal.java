package io.ballast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ballast.testkit.GeneratedTable;
import io.ballast.testkit.ImbalanceExample;
import java.io.IOException;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the commands and the server mostly do, once and on little data: the launcher keeps the
 * classes that this loads in a file that later starts map into memory.
 */
final class Rehearsal {

  private static final int BASELINE_ROWS = 1500;
  private static final int PRODUCTION_ROWS = 3000;

  private Rehearsal() {}

  /**
   * Rehearses.
   *
   * @param arguments a new folder to write to
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    ImbalanceExample example = ImbalanceExample.spread(1);
    Path baseline = write(example.baseline().head(BASELINE_ROWS), folder.resolve("baseline.csv"));
    GeneratedTable events = example.production().head(PRODUCTION_ROWS);
    Path production = write(events, folder.resolve("production.csv"));
    Console console = Console.ofSystem();
    int exitCode =
        new Program(console, Commands.of(console))
            .run(
                new String[] {
                  "drift",
                  baseline.toString(),
                  production.toString(),
                  "--target=Class",
                  "--weights=balanced",
                  "--report=" + folder.resolve("report.html")
                });
    try (DemoServer server = DemoServer.start(folder.resolve("server"), 0)) {
      visit(server.publish(folder, events, List.of(1.0, 1.0), "Rehearsal.", false), server.url());
    }
    System.exit(console.flushed(exitCode));
  }

  private static Path write(GeneratedTable table, Path file) throws IOException {
    try (OutputStream target = Files.newOutputStream(file)) {
      table.writeCsv(target);
    }
    return file;
  }

  /** Looks at the page that the link leads to, and at the first one. */
  private static void visit(String link, String url) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    for (String page : List.of(link, url + "/")) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(page)).build(), BodyHandlers.ofString(UTF_8));
      if (answer.statusCode() != 200) {
        throw new IOException(page + " answers " + answer.statusCode() + ": " + answer.body());
      }
    }
  }
}
