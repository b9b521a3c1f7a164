package io.ballast.eventstore.embedded;

import io.ballast.eventstore.PairCounts;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The kept form of one hour's counts and sums.
 *
 * <pre>
 * counts:  byte    1           version
 *          byte    0 or 1      whether there are weights
 *          varint  pairs       then for each pair, rising:
 *            varint  pair      target * (classes + 2) + predicted
 *            varint  rows      for each bin
 *            double  sum w     for each bin, with weights only
 *            double  sum w^2   for each bin, with weights only
 *
 * sums:    byte    1           version
 *          varint  slots       bits of the slots of five minutes that have rows, then for each:
 *            varint  rows
 *            double  sum
 *            double  sum of squares
 * </pre>
 *
 * Varints have 7 bits in a byte, lowest first; doubles are little-endian.
 */
final class RollUpFormat {

  private static final byte VERSION = 1;

  private RollUpFormat() {}

  static byte[] write(PairCounts counts) {
    Output output = new Output();
    output.write(VERSION);
    output.write(counts.isWeighted() ? 1 : 0);
    int[] pairs = counts.pairs();
    output.varint(pairs.length);
    int numbers = counts.classes() + 2;
    for (int pair : pairs) {
      output.varint(pair);
      int target = pair / numbers;
      int predicted = pair % numbers;
      for (long rows : counts.counts(target, predicted)) {
        output.varint(rows);
      }
      if (counts.isWeighted()) {
        output.doubles(counts.weights(target, predicted));
        output.doubles(counts.squares(target, predicted));
      }
    }
    return output.toByteArray();
  }

  static PairCounts readCounts(byte[] bytes, int classes, int bins, boolean weighted) {
    ByteBuffer input = input(bytes);
    boolean hasWeights = input.get() == 1;
    int[] pairs = new int[(int) varint(input)];
    long[] rows = new long[pairs.length * bins];
    double[] weights = new double[weighted ? rows.length : 0];
    double[] squares = new double[weights.length];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = (int) varint(input);
      for (int cell = i * bins; cell < (i + 1) * bins; cell++) {
        rows[cell] = varint(input);
      }
      if (hasWeights) {
        readDoubles(input, bins, weights, i * bins);
        readDoubles(input, bins, squares, i * bins);
      }
    }
    return PairCounts.of(
        classes, bins, pairs, rows, weighted ? weights : null, weighted ? squares : null);
  }

  /** Takes the sums of one slot. */
  @FunctionalInterface
  interface SlotConsumer {
    void accept(int slot, long rows, double sum, double squares);
  }

  static byte[] write(long[] rowsOfSlot, double @Nullable [] sums, double @Nullable [] squares) {
    Output output = new Output();
    output.write(VERSION);
    int slots = 0;
    for (int slot = 0; slot < rowsOfSlot.length; slot++) {
      slots |= rowsOfSlot[slot] == 0 ? 0 : 1 << slot;
    }
    output.varint(slots);
    for (int slot = 0; slot < rowsOfSlot.length; slot++) {
      if (rowsOfSlot[slot] != 0) {
        output.varint(rowsOfSlot[slot]);
        output.doubles(new double[] {sums == null ? 0 : sums[slot]});
        output.doubles(new double[] {squares == null ? 0 : squares[slot]});
      }
    }
    return output.toByteArray();
  }

  static void readSlots(byte[] bytes, SlotConsumer consumer) {
    ByteBuffer input = input(bytes);
    int slots = (int) varint(input);
    for (int slot = 0; slot < HourTotals.SLOTS; slot++) {
      if ((slots & (1 << slot)) != 0) {
        consumer.accept(slot, varint(input), input.getDouble(), input.getDouble());
      }
    }
  }

  private static ByteBuffer input(byte[] bytes) {
    ByteBuffer input = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte version = input.get();
    if (version != VERSION) {
      throw new IllegalStateException("roll-up of version " + version + ", known is " + VERSION);
    }
    return input;
  }

  private static long varint(ByteBuffer input) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = input.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** Reads numbers to a place of an array, or over them when it has no room at all. */
  private static void readDoubles(ByteBuffer input, int count, double[] into, int first) {
    for (int i = 0; i < count; i++) {
      double value = input.getDouble();
      if (into.length > 0) {
        into[first + i] = value;
      }
    }
  }

  private static final class Output extends ByteArrayOutputStream {

    void varint(long value) {
      long rest = value;
      while (rest >= 0x80) {
        write((int) (rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      write((int) rest);
    }

    void doubles(double[] values) {
      ByteBuffer buffer =
          ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (double value : values) {
        buffer.putDouble(value);
      }
      writeBytes(buffer.array());
    }
  }
}
