package io.beltline.verification.random;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.util.Random;

/** Numbers by chance: mostly such as a field of that name has, sometimes any. */
final class Scalars {
  private static final long EPOCH = 1_767_225_600_000_000_000L; // 2026-01-01T00:00:00Z
  private static final long SECOND = 1_000_000_000L;
  private static final long[] LONGS = {
    0, 1, -1, 127, 128, 300, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final double[] DOUBLES = {
    0,
    -0.0,
    1.5,
    -3e-9,
    1e300,
    -1e300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private final Random random;

  Scalars(Random random) {
    this.random = random;
  }

  /** Writes a value without its tag. */
  void write(CodedOutputStream out, FieldDescriptor field, RandomRequests.Shape shape, int index)
      throws IOException {
    switch (field.getType()) {
      case FIXED64, SFIXED64 -> out.writeFixed64NoTag(number(field.getName()));
      case FIXED32, SFIXED32 -> out.writeFixed32NoTag((int) number(field.getName()));
      case DOUBLE -> out.writeDoubleNoTag(real(field.getName(), shape, index));
      case BOOL -> out.writeBoolNoTag(random.nextBoolean());
      case SINT32 -> out.writeSInt32NoTag(small(field.getName()));
      case ENUM -> out.writeEnumNoTag(option(field));
      case INT32, UINT32 -> out.writeUInt32NoTag((int) number(field.getName()));
      case INT64, UINT64 -> out.writeUInt64NoTag(number(field.getName()));
      default -> throw new IllegalArgumentException(field.getFullName());
    }
  }

  private int option(FieldDescriptor field) {
    return random.nextInt(25) == 0
        ? random.nextInt(-3, 100)
        : random.nextInt(field.getEnumType().getValues().size());
  }

  private long number(String name) {
    if (random.nextInt(25) == 0) {
      return LONGS[random.nextInt(LONGS.length)];
    }
    return switch (name) {
      case "start_time_unix_nano" -> EPOCH + random.nextInt(8) * 100 * SECOND;
      case "time_unix_nano", "observed_time_unix_nano", "end_time_unix_nano" ->
          EPOCH + random.nextInt(1000) * SECOND + random.nextInt(3) * 7;
      case "flags" -> random.nextInt(4) == 0 ? random.nextInt(0x400) : random.nextInt(2);
      default -> random.nextInt(random.nextBoolean() ? 10 : 1000);
    };
  }

  private int small(String name) {
    return switch (random.nextInt(30)) {
      case 0 -> Integer.MAX_VALUE;
      case 1 -> Integer.MIN_VALUE;
      default -> name.equals("scale") ? random.nextInt(-11, 21) : random.nextInt(-100, 100);
    };
  }

  private double real(String name, RandomRequests.Shape shape, int index) {
    if (name.equals("explicit_bounds") && shape.fitting()) {
      return index * 10;
    }
    if (name.equals("quantile") && random.nextInt(10) > 0) {
      return random.nextInt(101) / 100.0;
    }
    return random.nextInt(12) == 0
        ? DOUBLES[random.nextInt(DOUBLES.length)]
        : random.nextInt(1000) / 8.0;
  }
}
