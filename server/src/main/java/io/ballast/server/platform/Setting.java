package io.ballast.server.platform;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a server's configuration, for people to read.
 *
 * @param name the flag, or the variable of what has no flag
 * @param value in words; of a secret only whether it is there
 * @param origin where it came from: {@code default}, {@code flag}, a variable, a file
 */
public record Setting(String name, String value, String origin) {

  /** Where a value came from that nobody gave. */
  public static final String DEFAULT = "default";

  /** Name of the administrator token, which has no flag, among the origins. */
  public static final String ADMIN_TOKEN = "admin-token";

  private static final long KIB = 1024;

  /**
   * All values of a configuration, in the order of the help page.
   *
   * @param heapBytes the Java heap at most; it is the process's own
   */
  public static List<Setting> of(ServerConfig config, long heapBytes) {
    ServerConfig.Tls tls = config.tls();
    return List.of(
        flag(config, "port", config.port() == 0 ? "0, a free one" : "" + config.port()),
        flag(config, "host", config.host()),
        flag(config, "data", config.data().toAbsolutePath().normalize().toString()),
        flag(config, "max-heap", size(heapBytes)),
        flag(config, "event-store-memory", size(config.eventStoreBytes())),
        flag(config, "max-upload", size(config.maxUploadBytes())),
        flag(config, "max-request", size(config.maxRequestBytes())),
        flag(config, "tls-cert", tls == null ? "none, http" : tls.certificate().toString()),
        flag(config, "tls-key", tls == null ? "none" : tls.key().toString()),
        flag(config, "behind-proxy", config.behindProxy() ? "yes" : "no"),
        flag(config, "open-metrics", config.openMetrics() ? "yes" : "no"),
        new Setting(
            "BALLAST_ADMIN_TOKEN", token(config.adminToken()), origin(config, ADMIN_TOKEN)));
  }

  private static Setting flag(ServerConfig config, String name, String value) {
    return new Setting("--" + name, value, origin(config, name));
  }

  private static String origin(ServerConfig config, String name) {
    return config.origins().getOrDefault(name, DEFAULT);
  }

  private static String token(@Nullable String token) {
    return token == null ? "not given" : "given, not shown";
  }

  /** {@code 10 GiB}, {@code 1.5 MiB}, {@code 200 bytes}. */
  static String size(long bytes) {
    for (Map.Entry<String, Long> unit :
        List.of(
            Map.entry("GiB", KIB * KIB * KIB),
            Map.entry("MiB", KIB * KIB),
            Map.entry("KiB", KIB))) {
      if (bytes >= unit.getValue()) {
        String number = String.format(Locale.ROOT, "%.1f", bytes / (double) unit.getValue());
        return number.replaceFirst("\\.0$", "") + " " + unit.getKey();
      }
    }
    return bytes + " bytes";
  }
}
