package io.ballast.server.pages;

import io.ballast.report.PageParts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Style sheet, scripts and icon from the jar. Their addresses carry the hash of their content, so
 * that a browser may keep them for good.
 */
final class StaticFiles {

  private static final int HASH_LENGTH = 12;
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String CSS = "text/css;charset=UTF-8";
  private static final String JS = "text/javascript;charset=UTF-8";
  private static final String ICON =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 22 22\"><circle cx=\"11\" cy=\"11\""
          + " r=\"9.4\" fill=\"#fff\" stroke=\"#182026\" stroke-width=\"1.8\"/><path d=\"M2"
          + " 12.2h18a9.2 9.2 0 0 1-18 0z\" fill=\"#182026\"/></svg>";

  private final Map<String, PageReply> byAddress = new LinkedHashMap<>();
  private final String style;
  private final String script;
  private final String pages;
  private final String icon;

  /** What pages share with reports, then what is theirs. */
  StaticFiles() {
    style = add("ballast.css", CSS, PageParts.style() + resource("pages.css"));
    script = add("report.js", JS, PageParts.script());
    pages = add("pages.js", JS, resource("pages.js"));
    icon = add("icon.svg", "image/svg+xml", ICON);
  }

  private String add(String name, String type, String text) {
    String address = "/static/" + hash(text) + "/" + name;
    byAddress.put(address, PageReply.of(200, type, text).with("Cache-Control", FOREVER));
    return address;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String style() {
    return style;
  }

  /** The script that pages share with reports. */
  String script() {
    return script;
  }

  /** The script of pages. */
  String pages() {
    return pages;
  }

  String icon() {
    return icon;
  }

  /** A file; 404 for an address of another version. */
  PageReply file(String path) {
    PageReply found = byAddress.get(path);
    return found == null
        ? PageReply.of(404, "text/plain;charset=UTF-8", "There is no such file.\n")
        : found;
  }
}
