package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.server.platform.ServerConfig;
import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate and its key as PEM files: the server speaks https and nothing else. */
class HttpsTest {

  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;
  private Path certificate;
  private Path key;
  private KeyStore store;

  @BeforeEach
  void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "ballast",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    certificate = pem("server.crt", "CERTIFICATE", store.getCertificate("ballast").getEncoded());
    Key privateKey = store.getKey("ballast", PASSWORD.toCharArray());
    key = pem("server.key", "PRIVATE KEY", privateKey.getEncoded());
  }

  private Path pem(String name, String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
  }

  private ServerConfig config(Path withKey) {
    return ServerConfig.in(folder.resolve("data"))
        .withPort(0)
        .withAdminToken(TestServer.TOKEN)
        .withTls(new ServerConfig.Tls(certificate, withKey));
  }

  @Test
  void server_answersThoseWhoTrustItsCertificate()
      throws IOException, InterruptedException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    HttpClient trusting = HttpClient.newBuilder().sslContext(context).build();
    try (Server server =
        Server.start(config(key), "0.0.test", InstantSource.system(), UUID::randomUUID)) {
      assertThat(server.url()).startsWith("https://127.0.0.1:");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.url() + "/v3/projects"))
              .header("Authorization", "Bearer " + TestServer.TOKEN)
              .build();

      assertThat(trusting.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      assertThatThrownBy(
              () ->
                  HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(SSLHandshakeException.class);
      HttpRequest clear =
          HttpRequest.newBuilder(
                  URI.create(server.url().replace("https:", "http:") + "/health/live"))
              .build();
      assertThat(trusting.send(clear, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void keyThatIsNone_isRefusedBeforeAnythingListens() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.key"), "no key at all\n");

    assertThatThrownBy(
            () -> Server.start(config(wrong), "0.0.test", InstantSource.system(), UUID::randomUUID))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(wrong.toString());
  }
}
