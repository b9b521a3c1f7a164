package io.ballast.cli;

import io.ballast.server.Server;
import io.ballast.server.platform.ServerConfig;
import io.ballast.server.platform.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ballast serve}: the server, until it is interrupted. */
@CommandLine.Command(
    name = "serve",
    description = {
      "Runs the server: REST v3 at the root of its address, everything in one data folder.",
      "The first start prints an administrator token, once; ballast token makes a new one.",
      ""
    },
    footer = {
      "",
      "Ready when it prints Ballast is ready: ADDRESS. SIGTERM and Ctrl-C finish what was acknowledged.",
      "BALLAST_ADMIN_TOKEN gives the first token of a new data folder, BALLAST_MAX_HEAP the Java heap.",
      "",
      "Examples:",
      "  ballast serve",
      "  ballast serve --port 9000 --data /srv/ballast"
    })
final class ServeCommand implements Command {

  private static final int WRONG_USAGE = 2;

  private final Console console;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port; 0 takes a free one; default ${DEFAULT-VALUE}.")
  int port = ServerConfig.DEFAULT_PORT;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Address to bind; default ${DEFAULT-VALUE}. Another needs TLS or --behind-proxy.")
  String host = ServerConfig.DEFAULT_HOST;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder that holds everything, made when missing; default ${DEFAULT-VALUE}.")
  Path data = Path.of("ballast-data");

  @Option(
      names = "--max-heap",
      paramLabel = "SIZE",
      description = "Java heap; default 1g. Read by the launcher.")
  @Nullable String maxHeap;

  @Option(
      names = "--event-store-memory",
      paramLabel = "SIZE",
      converter = ByteSize.Converter.class,
      description = "Memory of the event store outside the heap; default a quarter of the machine.")
  @Nullable ByteSize eventStoreMemory;

  @Option(
      names = "--max-upload",
      paramLabel = "SIZE",
      converter = ByteSize.Converter.class,
      description = "Largest file; default 10GiB.")
  ByteSize maxUpload = new ByteSize(ServerConfig.DEFAULT_MAX_UPLOAD_BYTES);

  @Option(
      names = "--max-request",
      paramLabel = "SIZE",
      converter = ByteSize.Converter.class,
      description = "Largest other body; default 64MiB.")
  ByteSize maxRequest = new ByteSize(ServerConfig.DEFAULT_MAX_REQUEST_BYTES);

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "PEM file of the certificate chain; then https.")
  @Nullable Path tlsCertificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM file of its private key.")
  @Nullable Path tlsKey;

  @Option(names = "--behind-proxy", description = "A proxy in front of the server speaks https.")
  boolean behindProxy;

  @Option(names = "--open-metrics", description = "GET /metrics needs no token.")
  boolean openMetrics;

  @Mixin
  @SuppressWarnings("UnusedVariable") // its flags are known, and read by the program
  private final SharedOptions options = new SharedOptions();

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public int run() {
    ServerConfig config = config();
    List<String> problems = new ArrayList<>(config.problems());
    if ((tlsCertificate == null) != (tlsKey == null)) {
      problems.add(
          (tlsKey == null ? "--tls-cert" : "--tls-key")
              + " alone, https needs certificate and key, give both");
    }
    if (!problems.isEmpty()) {
      problems.forEach(console::problem);
      return WRONG_USAGE;
    }
    Server server = Server.start(config, Version.current());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "ballast-stop"));
    String token = server.firstToken();
    if (token != null) {
      console.out().println("Administrator token: " + token);
    }
    console.out().println("Ballast is ready: " + server.url());
    server.await();
    return DONE;
  }

  private ServerConfig config() {
    String adminToken = console.environment().getOrDefault("BALLAST_ADMIN_TOKEN", "");
    return new ServerConfig(
        host,
        port,
        data,
        adminToken.isEmpty() ? null : adminToken,
        maxUpload.bytes(),
        maxRequest.bytes(),
        eventStoreMemory == null ? quarterOfTheMachine() : eventStoreMemory.bytes(),
        tlsCertificate == null || tlsKey == null
            ? null
            : new ServerConfig.Tls(tlsCertificate, tlsKey),
        behindProxy,
        openMetrics,
        origins(!adminToken.isEmpty()));
  }

  private Map<String, String> origins(boolean hasToken) {
    Map<String, String> origins =
        new HashMap<>(Settings.origins(Objects.requireNonNull(spec).commandLine()));
    if (hasToken) {
      origins.put(Setting.ADMIN_TOKEN, "variable BALLAST_ADMIN_TOKEN");
    }
    return origins;
  }

  private static long quarterOfTheMachine() {
    var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    long memory =
        system instanceof com.sun.management.OperatingSystemMXBean known
            ? known.getTotalMemorySize()
            : 4L << 30;
    return Math.max(128L << 20, memory / 4);
  }
}
