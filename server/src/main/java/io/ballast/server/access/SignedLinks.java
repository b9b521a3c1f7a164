package io.ballast.server.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links that let their holder read one object without a token for a short time: {@code
 * PATH?expires=SECONDS&principal=ID&signature=HEX}. The signature is HMAC-SHA256 of path, expiry
 * and principal under the installation's own key.
 */
public final class SignedLinks {

  /** How long a link may hold. */
  public static final Duration LONGEST = Duration.ofMinutes(15);

  private final String key;
  private final InstantSource clock;

  /** Links of an installation. */
  public SignedLinks(Installation installation, InstantSource clock) {
    this.key = installation.linkKey();
    this.clock = clock;
  }

  /**
   * A link.
   *
   * @param path of one object
   * @param principal whose permissions hold
   * @param time how long it holds, at most {@link #LONGEST}
   */
  public String sign(String path, UUID principal, Duration time) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a link of " + time + ", at most " + LONGEST);
    }
    long expires = clock.instant().plus(time).getEpochSecond();
    return path
        + "?expires="
        + expires
        + "&principal="
        + principal
        + "&signature="
        + signature(path, expires, principal.toString());
  }

  /** The principal whose link that is; empty when it is forged, for another path or too old. */
  public Optional<UUID> check(String path, String expires, String principal, String signature) {
    if (!expires.matches("\\d{1,12}") || !principal.matches("[0-9a-f-]{36}")) {
      return Optional.empty();
    }
    long until = Long.parseLong(expires);
    long now = clock.instant().getEpochSecond();
    String expected = signature(path, until, principal);
    boolean genuine =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    return genuine && now <= until && until - now <= LONGEST.toSeconds()
        ? Optional.of(UUID.fromString(principal))
        : Optional.empty();
  }

  private String signature(String path, long expires, String principal) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String text = path + "\n" + expires + "\n" + principal;
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
