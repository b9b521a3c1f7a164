package io.ballast.balance.synthesis;

import io.ballast.tables.ProblemException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Keeps models as files of the format {@code ballast-balance-model/1}. */
/*
 *   "ballast-balance-model/1\n"      ASCII, then gzip of the body (its checksum finds damage):
 *
 *   columns      n, then n times: name, type code
 *   rows         of the training table
 *   settings     conditions (column, edges or none), label column or -1, privacy code
 *   roles        n times: role code and what belongs to it
 *   functions    count, then from, to, level of `to` per level of `from` (missing first)
 *   orders       count, then low, high
 *   facts        n times: levels, decimal places, step, key pattern
 *   variables    count, number of those set or drawn, then: column, source code, levels when they are not
 *                the column's, counts, bin per level, bins, group per bin, groups
 *   trees        one per drawn variable: column, left child and rule per node, bit sets; donors; first and
 *                last donor per node
 *   impossible   count, then first, second, bits
 *   guards       hashes of training rows, of their bins, least log-likelihood
 *
 *   int          zigzag, 7 bits a byte, lowest first; arrays of them: length, then differences
 *   long, double 8 bytes, highest first; text: length in bytes, UTF-8
 */
public final class ModelFile {

  private static final String FAMILY = "ballast-balance-model/";
  private static final String HEADER = FAMILY + "1\n";
  private static final int BUFFER = 1 << 16;

  private ModelFile() {}

  /**
   * Writes a model; the stream is flushed and left open.
   *
   * @throws IOException when the stream fails
   */
  public static void write(Model model, OutputStream out) throws IOException {
    out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
    GZIPOutputStream packed = new GZIPOutputStream(out, BUFFER);
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(packed, BUFFER));
    new ModelWriter(data).write(model);
    data.flush();
    packed.finish();
    out.flush();
  }

  /**
   * Reads a model.
   *
   * @param name shown in errors
   * @throws ProblemException if it is no model of a known version, or damaged
   * @throws IOException when the stream fails
   */
  public static Model read(InputStream in, String name) throws IOException {
    byte[] header = in.readNBytes(HEADER.length());
    String text = new String(header, StandardCharsets.US_ASCII);
    if (!text.startsWith(FAMILY)) {
      throw ProblemException.input(
          name + " is no model", "--model takes a file of --save-model", "name another file");
    }
    if (!Arrays.equals(header, HEADER.getBytes(StandardCharsets.US_ASCII))) {
      throw ProblemException.input(
          name + " is a model of another version (" + text.strip() + ")",
          "this program reads " + HEADER.strip(),
          "fit again, or use the program that wrote it");
    }
    try {
      InputStream body = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
      return new ModelReader(new DataInputStream(body)).read();
    } catch (IOException | RuntimeException e) {
      throw ProblemException.input(
          name + " is a damaged model", "it must be whole", "fit again with --save-model");
    }
  }
}
