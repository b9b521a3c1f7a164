package io.ballast.tables.compare;

import java.util.Arrays;

/**
 * Every n-th value of a stream, with n doubled whenever the room is full: spread evenly, the same
 * in each run.
 */
final class StrideSample {

  private final double[] held;
  private int size;
  private long stride = 1;
  private long seen;

  StrideSample(int room) {
    held = new double[room];
  }

  void add(double value) {
    if (seen++ % stride != 0) {
      return;
    }
    if (size == held.length) {
      for (int i = 0; 2 * i < size; i++) {
        held[i] = held[2 * i];
      }
      size = (size + 1) / 2;
      stride *= 2;
      if ((seen - 1) % stride != 0) {
        return;
      }
    }
    held[size++] = value;
  }

  double[] values() {
    return Arrays.copyOf(held, size);
  }
}
