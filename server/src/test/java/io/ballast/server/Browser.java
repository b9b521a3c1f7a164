package io.ballast.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** What a browser does without its scripts: keeps a cookie, follows nothing, sends forms. */
final class Browser {

  private final String url;
  private final HttpClient client = HttpClient.newHttpClient();
  private String cookie = "";

  Browser(String url) {
    this.url = url;
  }

  static Browser loggedIn(String url) {
    return loggedIn(url, TestServer.TOKEN);
  }

  static Browser loggedIn(String url, String token) {
    Browser browser = new Browser(url);
    browser.cookie =
        browser.post("/login", "token", token, "to", "/").header("Set-Cookie").split(";", 2)[0];
    return browser;
  }

  Browser with(String value) {
    cookie = value;
    return this;
  }

  String cookie() {
    return cookie;
  }

  /** An answer. */
  record Page(HttpResponse<String> response) {

    int status() {
      return response.statusCode();
    }

    String text() {
      return response.body();
    }

    /** A header; empty text without. */
    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** What stands between two texts. */
    String between(String before, String after) {
      int start = text().indexOf(before);
      if (start < 0) {
        throw new AssertionError("no " + before + " in " + text());
      }
      start += before.length();
      return text().substring(start, text().indexOf(after, start));
    }
  }

  Page get(String path) {
    return send(request(path).GET());
  }

  /** Sends a form with names and values in turn. */
  Page post(String path, String... fields) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(i == 0 ? "" : "&").append(fields[i]).append('=');
      body.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /** Opens a page and sends a form of it with its key. */
  Page submit(String page, String path, String... fields) {
    String key = get(page).between("name=\"form_key\" value=\"", "\"");
    String[] all = new String[fields.length + 2];
    System.arraycopy(fields, 0, all, 0, fields.length);
    all[fields.length] = "form_key";
    all[fields.length + 1] = key;
    return post(path, all);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).header("Accept", "text/html,*/*;q=0.8");
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private Page send(HttpRequest.Builder request) {
    try {
      return new Page(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
