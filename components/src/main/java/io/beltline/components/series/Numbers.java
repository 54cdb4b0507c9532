package io.beltline.components.series;

import io.beltline.model.otlp.NumberCursor;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Arrays of numbers. */
final class Numbers {
  private static final int FIRST_ROOM = 32;

  private Numbers() {}

  static long[] longs(NumberCursor walk) {
    long[] numbers = new long[FIRST_ROOM];
    int count = 0;
    while (walk.next()) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = walk.asLong();
    }
    return Arrays.copyOf(numbers, count);
  }

  /** Numbers of a field of doubles. */
  static double[] doubles(NumberCursor walk) {
    double[] numbers = new double[FIRST_ROOM];
    int count = 0;
    while (walk.next()) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = walk.asDouble();
    }
    return Arrays.copyOf(numbers, count);
  }

  static void write(long[] numbers, DataOutput out) throws IOException {
    out.writeInt(numbers.length);
    for (long number : numbers) {
      out.writeLong(number);
    }
  }

  static void write(double[] numbers, DataOutput out) throws IOException {
    out.writeInt(numbers.length);
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  static long[] readLongs(DataInput in) throws IOException {
    long[] numbers = new long[length(in)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readLong();
    }
    return numbers;
  }

  static double[] readDoubles(DataInput in) throws IOException {
    double[] numbers = new double[length(in)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    return numbers;
  }

  private static int length(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > 1 << 24) {
      throw new IOException("no length: " + length);
    }
    return length;
  }
}
