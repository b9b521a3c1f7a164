package io.ballast.eventstore.embedded;

import io.ballast.eventstore.PairCounts;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kept form of one hour's counts and sums.
 *
 * <pre>
 * counts of an hour, all bin sets in one:
 *          byte    2           version
 *          varint  bin sets    then for each, rising:
 *            varint  number    of the bin set
 *            varint  bytes     of its counts
 *          counts              of each bin set, in the same order
 *
 * counts of a bin set:
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

  private static final byte COUNTS_VERSION = 2;
  private static final byte SUMS_VERSION = 1;
  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private RollUpFormat() {}

  /**
   * What is asked for.
   *
   * @param binSets numbers, rising
   * @param bins of each of them
   * @param classes of the model
   * @param weighted whether events have weights
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, made for one question
  record Wanted(long[] binSets, int[] bins, int classes, boolean weighted) {

    /** All bin sets of a plan. */
    static Wanted of(RollUpPlan plan) {
      return new Wanted(
          plan.binSets().keySet().stream().mapToLong(Long::longValue).toArray(),
          plan.binSets().values().stream().mapToInt(set -> set.rule().bins().size()).toArray(),
          plan.schema().classes().classes().size(),
          plan.schema().weight() != null);
    }
  }

  /** The counts of an hour from those of its bin sets, which {@link #write(PairCounts)} gave. */
  static byte[] write(SortedMap<Long, byte[]> binSets) {
    Output output = new Output();
    output.write(COUNTS_VERSION);
    output.varint(binSets.size());
    binSets.forEach(
        (number, counts) -> {
          output.varint(number);
          output.varint(counts.length);
        });
    binSets.values().forEach(output::writeBytes);
    return output.toByteArray();
  }

  /** The counts of each bin set of an hour, as they are kept. */
  static SortedMap<Long, byte[]> binSets(byte[] hour) {
    Input input = new Input(hour, COUNTS_VERSION);
    long[] numbers = new long[input.number()];
    int[] sizes = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = input.varint();
      sizes[i] = input.number();
    }
    SortedMap<Long, byte[]> binSets = new TreeMap<>();
    for (int i = 0; i < numbers.length; i++) {
      binSets.put(numbers[i], Arrays.copyOfRange(hour, input.position, input.position + sizes[i]));
      input.position += sizes[i];
    }
    return binSets;
  }

  static byte[] write(PairCounts counts) {
    Output output = new Output();
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

  /** The counts of the wanted bin sets in an hour, null where it has none. */
  static @Nullable PairCounts[] read(byte[] hour, Wanted wanted) {
    Input input = new Input(hour, COUNTS_VERSION);
    @Nullable PairCounts[] found = new PairCounts[wanted.binSets().length];
    int count = input.number();
    Input counts = input.after(count);
    int next = 0;
    for (int i = 0; i < count && next < found.length; i++) {
      long number = input.varint();
      int end = counts.position + input.number();
      while (next < found.length && wanted.binSets()[next] < number) {
        next++;
      }
      if (next < found.length && wanted.binSets()[next] == number) {
        found[next] = counts.counts(wanted.classes(), wanted.bins()[next], wanted.weighted());
      }
      counts.position = end;
    }
    return found;
  }

  /** Takes the sums of one slot. */
  @FunctionalInterface
  interface SlotConsumer {
    void accept(int slot, long rows, double sum, double squares);
  }

  static byte[] write(long[] rowsOfSlot, double @Nullable [] sums, double @Nullable [] squares) {
    Output output = new Output();
    output.write(SUMS_VERSION);
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
    Input input = new Input(bytes, SUMS_VERSION);
    int slots = input.number();
    for (int slot = 0; slot < HourTotals.SLOTS; slot++) {
      if ((slots & (1 << slot)) != 0) {
        consumer.accept(slot, input.varint(), input.real(), input.real());
      }
    }
  }

  /** A place in kept bytes. */
  private static final class Input {

    private final byte[] bytes;
    private int position;

    Input(byte[] bytes, byte version) {
      this.bytes = bytes;
      if (bytes[0] != version) {
        throw new IllegalStateException("roll-up of version " + bytes[0] + ", known is " + version);
      }
      this.position = 1;
    }

    private Input(byte[] bytes, int position) {
      this.bytes = bytes;
      this.position = position;
    }

    /** The place after so many bin sets' numbers and sizes. */
    Input after(int binSets) {
      Input end = new Input(bytes, position);
      for (int i = 0; i < 2 * binSets; i++) {
        long unused = end.varint();
      }
      return end;
    }

    int number() {
      return Math.toIntExact(varint());
    }

    long varint() {
      byte first = bytes[position++];
      if (first >= 0) {
        return first;
      }
      long value = first & 0x7FL;
      for (int shift = 7; ; shift += 7) {
        byte next = bytes[position++];
        value |= (next & 0x7FL) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }

    double real() {
      double value = (double) DOUBLES.get(bytes, position);
      position += Double.BYTES;
      return value;
    }

    /** The counts of a bin set; the weights of a time without weights are 0. */
    PairCounts counts(int classes, int bins, boolean weighted) {
      boolean hasWeights = bytes[position++] == 1;
      int[] pairs = new int[number()];
      long[] rows = new long[pairs.length * bins];
      double[] weights = new double[weighted ? rows.length : 0];
      double[] squares = new double[weights.length];
      for (int i = 0; i < pairs.length; i++) {
        pairs[i] = number();
        for (int cell = i * bins; cell < (i + 1) * bins; cell++) {
          rows[cell] = varint();
        }
        if (hasWeights) {
          reals(bins, weights, i * bins);
          reals(bins, squares, i * bins);
        }
      }
      return PairCounts.of(
          classes, bins, pairs, rows, weighted ? weights : null, weighted ? squares : null);
    }

    /** Reads numbers to a place of an array, or over them when it has no room at all. */
    private void reals(int count, double[] into, int first) {
      for (int i = 0; i < count; i++) {
        double value = real();
        if (into.length > 0) {
          into[first + i] = value;
        }
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
