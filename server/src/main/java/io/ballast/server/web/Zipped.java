package io.ballast.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, as gzip when the client takes it and it is not small. By the quickest
 * level: an answer is sent once, and what is saved beyond that costs more time than it spares. For
 * one thread.
 */
public final class Zipped extends OutputStream {

  /** A smaller body is sent as it is. */
  static final int LEAST_BYTES = 4096;

  private static final int BUFFER_BYTES = 1 << 14;

  private final HttpServletResponse response;
  private final boolean isTaken;
  private final ByteArrayOutputStream begin = new ByteArrayOutputStream(LEAST_BYTES);
  private OutputStream out;
  private boolean isBegun;

  /** A body of that answer; end it with {@link #close}, which leaves the connection open. */
  public Zipped(HttpServletRequest request, HttpServletResponse response) throws IOException {
    this.response = response;
    this.isTaken = takesGzip(request.getHeader("Accept-Encoding"));
    this.out = response.getOutputStream();
    response.addHeader("Vary", "Accept-Encoding");
  }

  /** Whether a header names gzip and does not refuse it. */
  static boolean takesGzip(@Nullable String accepted) {
    if (accepted == null) {
      return false;
    }
    for (String coding : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = coding.strip().split("\\s*;\\s*q\\s*=\\s*", 2);
      if (parts[0].equals("gzip") || parts[0].equals("*")) {
        return parts.length == 1 || !parts[1].strip().matches("0(\\.0*)?");
      }
    }
    return false;
  }

  @Override
  public void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (!isBegun && begin.size() + length < LEAST_BYTES) {
      begin.write(bytes, offset, length);
      return;
    }
    begin(isTaken);
    out.write(bytes, offset, length);
  }

  private void begin(boolean zips) throws IOException {
    if (isBegun) {
      return;
    }
    isBegun = true;
    if (zips) {
      response.setHeader("Content-Encoding", "gzip");
      out = new Quick(out);
    }
    begin.writeTo(out);
  }

  @Override
  public void flush() throws IOException {
    if (isBegun) {
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (!isBegun) {
      response.setContentLength(begin.size());
    }
    begin(false);
    if (out instanceof Quick quick) {
      quick.finish();
    }
  }

  /** Gzip by the quickest level. */
  private static final class Quick extends GZIPOutputStream {
    Quick(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
