package io.ballast.server.ingest;

import io.ballast.server.web.ApiException;
import io.ballast.server.web.Parse;
import io.ballast.server.web.Reason;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a form that brings a file. */
final class FileForm {

  private static final int MAX_FILENAME = 255;

  private final long maxUploadBytes;

  FileForm(long maxUploadBytes) {
    this.maxUploadBytes = maxUploadBytes;
  }

  /**
   * A part by name.
   *
   * @throws ApiException if it is not there, or the form is none or too large
   */
  Part part(HttpServletRequest request, String name) {
    String type = request.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      throw new ApiException(
          Reason.UNSUPPORTED_TYPE,
          "content type '" + Parse.shortened(type == null ? "" : type) + "'",
          "this route takes multipart/form-data",
          "send the file as the part 'file' of a form");
    }
    try {
      Part part = request.getPart(name);
      if (part == null) {
        throw ApiException.badRequest(
            "a form without the part '" + name + "'", "this route needs it", "add it");
      }
      return part;
    } catch (IllegalStateException e) {
      throw new ApiException(
          Reason.TOO_LARGE,
          "a form of more than " + maxUploadBytes + " bytes or 50 parts",
          "no larger one is taken",
          "split the file, or start the server with a larger --max-upload");
    } catch (ServletException | IOException e) {
      throw ApiException.badRequest(
          "a form that cannot be read to its end",
          "all parts are needed, each with its boundary",
          "send the file again");
    }
  }

  /** Moves a part's content to where it is kept. */
  FileDepot.Incoming writer(Part part) {
    return target -> part.write(target.toAbsolutePath().toString());
  }

  /** The base name of a file as clients send it, without control characters. */
  static String filename(@Nullable String submitted) {
    String name = submitted == null ? "" : submitted.replaceAll("\\p{Cntrl}", " ").strip();
    int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    name = name.substring(slash + 1);
    if (name.isEmpty()) {
      return "file";
    }
    return name.length() <= MAX_FILENAME ? name : name.substring(name.length() - MAX_FILENAME);
  }
}
