package io.ballast.server;

import io.ballast.server.access.Access;
import io.ballast.server.access.Audit;
import io.ballast.server.access.SignedLinks;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.ingest.FileDepot;
import io.ballast.server.ingest.PublishFile;
import io.ballast.server.measure.Measurements;
import io.ballast.server.measure.RollUpKeeper;
import io.ballast.server.platform.DataFolder;
import io.ballast.server.platform.Database;
import io.ballast.server.platform.Ids;
import io.ballast.server.platform.Jobs;
import io.ballast.server.platform.ServerConfig;
import io.ballast.server.web.Route;
import io.ballast.server.web.RouteTable;
import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/** The door of the server: start it, ask where it is, stop it. */
public final class Server implements AutoCloseable {

  private final AnnotationConfigServletWebServerApplicationContext context;
  private final ServerConfig config;
  private final CountDownLatch ended = new CountDownLatch(1);

  private Server(AnnotationConfigServletWebServerApplicationContext context, ServerConfig config) {
    this.context = context;
    this.config = config;
  }

  /**
   * Starts a server; every route answers when this returns.
   *
   * @param version of Ballast
   * @throws ProblemException if the data folder is held by another process or cannot be written, or
   *     the port is in use
   */
  public static Server start(ServerConfig config, String version) {
    return start(config, version, InstantSource.system(), UUID::randomUUID);
  }

  /** As {@link #start(ServerConfig, String)}, with another clock and other ids. */
  public static Server start(ServerConfig config, String version, InstantSource clock, Ids ids) {
    Logs.toStandardError();
    AnnotationConfigServletWebServerApplicationContext context =
        new AnnotationConfigServletWebServerApplicationContext();
    context.registerBean(ServerConfig.class, () -> config);
    context.registerBean(ServerVersion.class, () -> new ServerVersion(version));
    context.registerBean(InstantSource.class, () -> clock);
    context.registerBean(Ids.class, () -> ids);
    context.register(ServerWiring.class, FeatureWiring.class, HttpWiring.class);
    boolean started = false;
    try {
      context.refresh();
      sweep(context);
      context.getBean(Jobs.class).start();
      context.getBean(RollUpKeeper.class).start();
      started = true;
      return new Server(context, config);
    } catch (RuntimeException e) {
      throw problem(e, config);
    } finally {
      if (!started) {
        context.close();
      }
    }
  }

  /** Removes what a crash has left between the stores, before any job goes on. */
  private static void sweep(AnnotationConfigServletWebServerApplicationContext context) {
    Set<String> origins =
        context.getBean(Jobs.class).open().stream()
            .map(PublishFile::origin)
            .collect(Collectors.toSet());
    context.getBean(Catalog.class).sweep(origins);
    try {
      context.getBean(FileDepot.class).sweep();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RuntimeException problem(RuntimeException e, ServerConfig config) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem;
      }
      if (cause instanceof PortInUseException || cause instanceof java.net.BindException) {
        return ProblemException.environment(
            "--port " + config.port(),
            "the port of " + config.host() + " is in use or may not be bound",
            "choose another one, 0 takes a free one");
      }
    }
    return e;
  }

  /** {@code http://HOST:PORT}. */
  public String url() {
    String scheme = config.tls() == null ? "http" : "https";
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    int port = Objects.requireNonNull(context.getWebServer()).getPort();
    return scheme + "://" + host + ":" + port;
  }

  /**
   * A link that logs one person in, once, within 15 minutes.
   *
   * @param to page that it leads to: {@code /models/ID}
   */
  public String loginLink(String to) {
    Access access = context.getBean(Access.class);
    String path = "/login/link/" + context.getBean(Ids.class).next();
    UUID principal = access.tokens().get(0).principal().id();
    String link = context.getBean(SignedLinks.class).sign(path, principal, SignedLinks.LONGEST);
    return url() + link + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
  }

  /** The jobs, for tests. */
  Jobs jobs() {
    return context.getBean(Jobs.class);
  }

  /** What counts roll-ups again, for tests. */
  RollUpKeeper keeper() {
    return context.getBean(RollUpKeeper.class);
  }

  /** What is kept of windows, for tests. */
  Measurements measurements() {
    return context.getBean(Measurements.class);
  }

  /** The routes, for tests. */
  RouteTable routes() {
    return context.getBean(RouteTable.class);
  }

  /** The route that a request means, for tests. */
  Optional<Route> route(String method, String path) {
    return routes().route(method, path);
  }

  /** The administrator token that was generated for a new data folder; null without. */
  public @Nullable String firstToken() {
    return context.getBean(Access.class).firstToken();
  }

  /** Waits until the server has ended, or this thread is interrupted. */
  public void await() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Finishes what was acknowledged and ends. */
  @Override
  public void close() {
    context.close();
    ended.countDown();
  }

  /**
   * Makes a new administrator token of a data folder; all earlier ones stop to work. A server may
   * run meanwhile.
   *
   * @throws ProblemException if it is no data folder
   */
  public static String renewToken(Path data) {
    Path file = DataFolder.database(data);
    if (!Files.isRegularFile(file)) {
      throw ProblemException.environment(
          data.toString(),
          "holds no data of a server",
          "name the folder that ballast serve was started with");
    }
    Ids ids = UUID::randomUUID;
    InstantSource clock = InstantSource.system();
    try (Database database = Database.open(file)) {
      return Access.open(database, ids, clock, null).renewAdministrator(new Audit(ids, clock));
    }
  }
}
