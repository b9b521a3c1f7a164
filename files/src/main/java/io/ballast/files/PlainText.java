package io.ballast.files;

import io.ballast.tables.ProblemException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Writes a text as DuckDB reads it: unpacked, UTF-8, lines that end with a line feed alone. */
final class PlainText {

  private static final int BUFFER = 1 << 16;

  private PlainText() {}

  /**
   * Writes such a copy.
   *
   * @param target a file of the temporary folder
   * @throws ProblemException if the bytes are not of that encoding
   */
  static void copy(Path source, String name, Head head, Charset encoding, Path target) {
    try (InputStream raw = Files.newInputStream(source);
        InputStream plain =
            head.compression() == Head.Compression.GZIP ? new GZIPInputStream(raw, BUFFER) : raw;
        Reader reader =
            new BufferedReader(new InputStreamReader(plain, decoder(encoding)), BUFFER);
        Writer writer = Files.newBufferedWriter(target)) {
      copy(reader, writer);
    } catch (CharacterCodingException e) {
      throw ProblemException.input(
          name + " holds bytes that are not " + encoding.name(),
          "a text has one encoding",
          "name the one it is written in with --encoding");
    } catch (ZipException | EOFException e) {
      throw Head.damaged(name, "gzip");
    } catch (IOException e) {
      throw ProblemException.environment(
          name + " cannot be copied to " + target.getParent(),
          "a text that is not UTF-8 is read from a copy that is",
          "make room there or name another folder with -Djava.io.tmpdir=FOLDER");
    }
  }

  /**
   * Unpacks a gzip file to its end, where its checksum stands: DuckDB does not look at it.
   *
   * @throws ProblemException if it is damaged
   */
  static void requireWholeGzip(Path source, String name) {
    try (InputStream raw = Files.newInputStream(source);
        InputStream plain = new GZIPInputStream(raw, BUFFER)) {
      plain.transferTo(OutputStream.nullOutputStream());
    } catch (ZipException | EOFException e) {
      throw Head.damaged(name, "gzip");
    } catch (IOException e) {
      throw Head.unreadable(name, e);
    }
  }

  private static java.nio.charset.CharsetDecoder decoder(Charset encoding) {
    return encoding
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static void copy(Reader reader, Writer writer) throws IOException {
    char[] from = new char[BUFFER];
    char[] to = new char[BUFFER];
    boolean first = true;
    boolean afterReturn = false;
    for (int length = reader.read(from); length >= 0; length = reader.read(from)) {
      int kept = 0;
      for (int index = 0; index < length; index++) {
        char character = from[index];
        boolean byteOrderMark = first && character == '\uFEFF';
        first = false;
        if (!byteOrderMark && !(afterReturn && character == '\n')) {
          to[kept++] = character == '\r' ? '\n' : character;
        }
        afterReturn = character == '\r';
      }
      writer.write(to, 0, kept);
    }
  }
}
