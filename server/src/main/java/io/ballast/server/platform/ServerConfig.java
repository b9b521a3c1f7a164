package io.ballast.server.platform;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a server runs; names are those of the flags of {@code ballast serve} (interfaces.md 3).
 *
 * @param host address to bind
 * @param port 0 takes a free one
 * @param data folder that holds everything, made when missing
 * @param adminToken first administrator token of a new folder; null: one is generated
 * @param maxUploadBytes largest file
 * @param maxRequestBytes largest other body
 * @param eventStoreBytes memory of the event store outside the Java heap
 * @param tls null without https
 * @param behindProxy whether a proxy in front speaks https, so that another address than loopback
 *     may be bound without it
 * @param openMetrics whether {@code /metrics} needs no token
 * @param origins by flag without dashes, where its value came from; those left out have the default
 */
public record ServerConfig(
    String host,
    int port,
    Path data,
    @Nullable String adminToken,
    long maxUploadBytes,
    long maxRequestBytes,
    long eventStoreBytes,
    @Nullable Tls tls,
    boolean behindProxy,
    boolean openMetrics,
    Map<String, String> origins) {

  /** Where a server listens without a flag. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** The port without a flag. */
  public static final int DEFAULT_PORT = 8420;

  /** Largest file without a flag: 10 GiB. */
  public static final long DEFAULT_MAX_UPLOAD_BYTES = 10L << 30;

  /** Largest other body without a flag: 64 MiB. */
  public static final long DEFAULT_MAX_REQUEST_BYTES = 64L << 20;

  /** Characters that an administrator token has at least. */
  public static final int MIN_TOKEN_LENGTH = 20;

  private static final long MIN_EVENT_STORE_BYTES = 64L << 20;
  private static final int MAX_PORT = 65535;

  public ServerConfig {
    requireNonNull(host, "host");
    requireNonNull(data, "data");
    origins = Map.copyOf(origins);
  }

  /**
   * Files of https, PEM.
   *
   * @param certificate chain, the server's own first
   * @param key private key, not encrypted
   */
  public record Tls(Path certificate, Path key) {}

  /** The defaults with that folder. */
  public static ServerConfig in(Path data) {
    return new ServerConfig(
        DEFAULT_HOST,
        DEFAULT_PORT,
        data,
        null,
        DEFAULT_MAX_UPLOAD_BYTES,
        DEFAULT_MAX_REQUEST_BYTES,
        1L << 30,
        null,
        false,
        false,
        Map.of());
  }

  /** The same on another port. */
  public ServerConfig withPort(int value) {
    return new ServerConfig(
        host,
        value,
        data,
        adminToken,
        maxUploadBytes,
        maxRequestBytes,
        eventStoreBytes,
        tls,
        behindProxy,
        openMetrics,
        origins);
  }

  /** The same with files up to that size. */
  public ServerConfig withMaxUploadBytes(long value) {
    return new ServerConfig(
        host,
        port,
        data,
        adminToken,
        value,
        maxRequestBytes,
        eventStoreBytes,
        tls,
        behindProxy,
        openMetrics,
        origins);
  }

  /** The same with that first administrator token. */
  public ServerConfig withAdminToken(String value) {
    return new ServerConfig(
        host,
        port,
        data,
        value,
        maxUploadBytes,
        maxRequestBytes,
        eventStoreBytes,
        tls,
        behindProxy,
        openMetrics,
        origins);
  }

  /** The same over https. */
  public ServerConfig withTls(Tls value) {
    return new ServerConfig(
        host,
        port,
        data,
        adminToken,
        maxUploadBytes,
        maxRequestBytes,
        eventStoreBytes,
        value,
        behindProxy,
        openMetrics,
        origins);
  }

  /** The same with where its values came from. */
  public ServerConfig withOrigins(Map<String, String> value) {
    return new ServerConfig(
        host,
        port,
        data,
        adminToken,
        maxUploadBytes,
        maxRequestBytes,
        eventStoreBytes,
        tls,
        behindProxy,
        openMetrics,
        value);
  }

  /** What is wrong, all of it, one line each: value, rule, remedy. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (port < 0 || port > MAX_PORT) {
      problems.add("--port " + port + ", a port is from 0 to 65535, 0 takes a free one");
    }
    checkHost(problems);
    if (adminToken != null && adminToken.length() < MIN_TOKEN_LENGTH) {
      problems.add(
          "BALLAST_ADMIN_TOKEN of "
              + adminToken.length()
              + " characters, an administrator token has at least "
              + MIN_TOKEN_LENGTH
              + ", choose a longer one or unset it to have one generated");
    }
    atLeast(problems, "--max-upload", maxUploadBytes, 1);
    atLeast(problems, "--max-request", maxRequestBytes, 1);
    atLeast(problems, "--event-store-memory", eventStoreBytes, MIN_EVENT_STORE_BYTES);
    if (tls != null) {
      checkFile(problems, "--tls-cert", tls.certificate());
      checkFile(problems, "--tls-key", tls.key());
    }
    if (Files.exists(data) && !Files.isDirectory(data)) {
      problems.add("--data " + data + ", is no folder, name another one");
    }
    return problems;
  }

  private void checkHost(List<String> problems) {
    try {
      if (!InetAddress.getByName(host).isLoopbackAddress() && tls == null && !behindProxy) {
        problems.add(
            "--host "
                + host
                + ", tokens would travel in clear over the network, give --tls-cert and --tls-key,"
                + " or --behind-proxy when a proxy speaks https");
      }
    } catch (UnknownHostException e) {
      problems.add("--host " + host + ", is no address of this machine, write 127.0.0.1");
    }
  }

  private static void atLeast(List<String> problems, String flag, long bytes, long least) {
    if (bytes < least) {
      problems.add(
          flag + " " + bytes + ", at least " + least + " bytes are needed, write for example 1GiB");
    }
  }

  private static void checkFile(List<String> problems, String flag, Path file) {
    if (!Files.isReadable(file)) {
      problems.add(flag + " " + file + ", cannot be read, name a PEM file");
    }
  }
}
