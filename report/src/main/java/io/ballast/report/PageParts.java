package io.ballast.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The style sheet and the script that a report carries, and the policy that admits only them. */
public final class PageParts {
  private PageParts() {}

  /** Colours of both themes, then the components, then what reports add. */
  public static String style() {
    String light = resource("light.css");
    String dark = resource("dark.css");
    return rule(":root", light)
        + "@media (prefers-color-scheme: dark) {\n"
        + rule(":root:not([data-theme=\"light\"])", dark)
        + "}\n"
        + rule(":root[data-theme=\"dark\"]", dark)
        + "@media print {\n"
        + rule(":root:root, :root[data-theme]", light + "--paper: #fff;\n")
        + "}\n"
        + resource("page.css")
        + resource("charts.css")
        + resource("heat.css")
        + resource("report.css")
        + resource("balance.css");
  }

  private static String rule(String selector, String declarations) {
    return selector + " {\n" + declarations + "}\n";
  }

  /** The script; the page says everything without it. */
  public static String script() {
    return resource("report.js");
  }

  /**
   * The content security policy: nothing from anywhere, but this style and this script by their
   * hashes.
   */
  static String policy(String style, String script) {
    return "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src '"
        + hash(style)
        + "'; script-src '"
        + hash(script)
        + "'";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = PageParts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
