package io.beltline.components.egress;

import io.beltline.model.otlp.Field;
import io.beltline.model.otlp.MessageType;
import io.beltline.model.otlp.Wire;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Values of attributes and bodies that are no texts, as the texts most backends make of them. */
final class NumberText {
  private static final String ANY_VALUE = "opentelemetry.proto.common.v1.AnyValue";
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** A card number has twelve digits and more; shorter numbers name nobody. */
  private static final long SHORT = 1_000_000;

  private NumberText() {}

  /** Whether values of a type may be of any kind. */
  static boolean isAny(MessageType type) {
    return type.name().equals(ANY_VALUE);
  }

  /**
   * The text of a number that is long enough to mean a person; null for all else, and where the
   * wire type is not the field's.
   */
  static byte @Nullable [] of(Field field, int wireType, byte[] b, int at, int end) {
    if (wireType != field.kind().wireType()) {
      return null;
    }
    return switch (field.kind()) {
      case INT64 -> {
        long value = Wire.varint(b, at, end);
        yield Math.abs(value) < SHORT ? null : ascii(Long.toString(value));
      }
      case DOUBLE -> {
        double value = Double.longBitsToDouble((long) LONG.get(b, at));
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e18;
        yield Math.abs(value) < SHORT || !whole ? null : ascii(Long.toString((long) value));
      }
      default -> null;
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
