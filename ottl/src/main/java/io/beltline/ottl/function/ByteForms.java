package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Values as bytes, numbers with the highest byte first. Stateless. */
final class ByteForms {
  private ByteForms() {}

  /** The bytes of a value, or null for nil. */
  static byte @Nullable [] bytes(Cell cell) {
    return switch (cell.kind()) {
      case NIL -> null;
      case STRING, BYTES, TRACE_ID, SPAN_ID, PROFILE_ID -> cell.slice().toByteArray();
      case BOOL -> new byte[] {(byte) (cell.bool() ? 1 : 0)};
      case INT -> ByteBuffer.allocate(Long.BYTES).putLong(cell.integer()).array();
      case DOUBLE -> ByteBuffer.allocate(Double.BYTES).putDouble(cell.number()).array();
      case LIST, MAP, TIME, DURATION, MESSAGE ->
          throw new EvaluationException("cannot make bytes of " + cell.kind().words());
    };
  }

  /** Writes a value's bytes in hexadecimal. */
  static void hex(Cell in, Cell out) {
    byte[] bytes = bytes(in);
    if (bytes == null) {
      out.nil();
    } else {
      out.text(HexFormat.of().formatHex(bytes));
    }
  }
}
