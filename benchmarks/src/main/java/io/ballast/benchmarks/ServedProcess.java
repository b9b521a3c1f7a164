package io.ballast.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ballast serve} as a process, its cost, and a client of it. */
final class ServedProcess implements AutoCloseable {

  private static final String TOKEN = "the token of a benchmark";
  private static final String READY = "Ballast is ready: ";
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER_TICKS = 13;
  private static final int POLL_MILLIS = 100;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Process process;
  private final String url;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ServedProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts a server on a new folder and waits until it is ready. */
  static ServedProcess start(Path data) throws IOException {
    String root = System.getProperty("ballast.root", ".");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(root + "/ballast", "serve", "--port", "0", "--data", data.toString()));
    builder.environment().put("BALLAST_ADMIN_TOKEN", TOKEN);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the server ended before it was ready");
    }
    return new ServedProcess(process, line.substring(READY.length()));
  }

  /** CPU seconds of the process so far, user and system. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    // The fields are counted from the third on.
    long user = Long.parseLong(fields[USER_TICKS - 2]);
    long system = Long.parseLong(fields[USER_TICKS - 1]);
    return (user + system) / TICKS_PER_SECOND;
  }

  /** Resident memory in bytes: now ({@code VmRSS}) or at most ({@code VmHWM}). */
  long memoryBytes(String which) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith(which))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  /** Sends JSON and gives the answer's text. */
  String send(String method, String path, byte[] json) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(json)));
  }

  /**
   * Sends JSON, reads the answer to its end without keeping it, and gives the bytes read. By the
   * plainest client of the JDK, so that what is timed is the server.
   */
  long sendAndDrop(String path, byte[] json) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + path).toURL().openConnection();
    connection.setRequestProperty("Authorization", TOKEN);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.getOutputStream().write(json);
    return read(connection);
  }

  String post(String path, String json) throws IOException, InterruptedException {
    return send("POST", path, json.getBytes(UTF_8));
  }

  String get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Uploads a file as the client does and gives its id. */
  String upload(Path file) throws IOException, InterruptedException {
    String head =
        "--bench\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.parquet\"\r\n\r\n";
    String answer =
        send(
            request("/v3/files/upload")
                .header("Content-Type", "multipart/form-data; boundary=bench")
                .POST(
                    BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--bench--\r\n"))));
    return first(answer, "\"id\":\"([^\"]+)\"");
  }

  /** Publishes an uploaded file and waits for the end of its job. */
  void publish(String file, String model, String dataset) throws IOException, InterruptedException {
    String environment =
        dataset.isEmpty()
            ? "\"env_type\":\"PRODUCTION\""
            : "\"env_type\":\"PRE_PRODUCTION\",\"env_name\":\"" + dataset + "\"";
    String answer =
        post(
            "/v3/events",
            "{\"source\":{\"type\":\"FILE\",\"file_id\":\"%s\"},\"model_id\":\"%s\",%s}"
                .formatted(file, model, environment));
    String job = first(answer, "\"job\":\\{\"id\":\"([^\"]+)\"");
    String state = get("/v3/jobs/" + job);
    while (state.contains("\"PENDING\"") || state.contains("\"STARTED\"")) {
      Thread.sleep(POLL_MILLIS);
      state = get("/v3/jobs/" + job);
    }
    if (!state.contains("\"SUCCESS\"")) {
      throw new IOException(state);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", TOKEN);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    String text = new String(response.body(), UTF_8);
    if (response.statusCode() >= 300) {
      throw new IOException(response.statusCode() + " " + text);
    }
    return text;
  }

  /** Logs in as a person does and gives the cookie of the session. */
  String logIn() throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("to=%2F&token=" + URLEncoder.encode(TOKEN, UTF_8)))
                .build(),
            HttpResponse.BodyHandlers.discarding());
    return answer
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow(() -> new IOException("log-in answers " + answer.statusCode()))
        .split(";", 2)[0];
  }

  /** Reads a page to its end, zipped as browsers ask for it, and gives the bytes that came. */
  long view(String path, String cookie) throws IOException {
    return read(page(path, cookie, "gzip"));
  }

  /** A page as text. */
  String pageText(String path, String cookie) throws IOException {
    try (InputStream body = page(path, cookie, "identity").getInputStream()) {
      return new String(body.readAllBytes(), UTF_8);
    }
  }

  private HttpURLConnection page(String path, String cookie, String coding) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + path).toURL().openConnection();
    connection.setRequestProperty("Cookie", cookie);
    connection.setRequestProperty("Accept-Encoding", coding);
    connection.setInstanceFollowRedirects(false);
    if (connection.getResponseCode() != 200) {
      throw new IOException(path + " answers " + connection.getResponseCode());
    }
    return connection;
  }

  private static long read(HttpURLConnection connection) throws IOException {
    long bytes = 0;
    try (InputStream body = connection.getInputStream()) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        bytes += read;
      }
    }
    return bytes;
  }

  /** The first group of a pattern in a text. */
  static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  /** Ends it and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
