package io.beltline.components.egress;

import io.beltline.model.otlp.Field;
import io.beltline.model.otlp.MessageType;
import io.beltline.model.otlp.Wire;
import io.beltline.model.otlp.WireWriter;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Copies messages with what matches masked; lengths around it are made anew. In a field that this
 * version of OTLP does not know a mask is as long as what it hides, so that whatever the field
 * holds stays readable. One thread.
 */
final class RecordCopy {
  private static final int STRING_VALUE = 1;

  private final RuleSet rules;

  RecordCopy(RuleSet rules) {
    this.rules = rules;
  }

  /** Copies a message; the rules that match are added to a set. */
  void message(MessageType type, byte[] b, int from, int to, WireWriter out, BitSet matched) {
    message(type, b, from, to, out, matched, 0);
  }

  private void message(
      MessageType type, byte[] b, int from, int to, WireWriter out, BitSet matched, int depth) {
    for (int at = from; at < to; ) {
      at = field(type, b, at, to, out, matched, depth);
    }
  }

  /** Copies the field at a position, and returns the position behind it. */
  int field(MessageType type, byte[] b, int at, int to, WireWriter out, BitSet matched, int depth) {
    long opened = Wire.tagAt(b, at, to);
    int tag = (int) opened;
    int value = (int) (opened >>> 32);
    int end = Wire.skip(b, value, to, tag & 7);
    Field field = type.field(tag >>> 3);
    boolean any = NumberText.isAny(type);
    if ((tag & 7) == Wire.BYTES) {
      int from = (int) (Wire.open(b, value, to) >>> 32);
      MessageType inner = field == null ? null : field.message();
      if (inner != null) {
        int mark = out.begin(tag >>> 3);
        message(inner, b, from, end, out, matched, RecordLook.deeper(depth));
        out.end(mark);
        return end;
      }
      byte[] masked =
          RecordLook.isText(field, any) ? rules.mask(b, from, end, field == null, matched) : null;
      return masked == null ? raw(b, at, end, out) : text(tag >>> 3, masked, end, out);
    }
    byte[] masked = any ? number(field, tag & 7, b, value, end, matched) : null;
    return masked == null ? raw(b, at, end, out) : text(STRING_VALUE, masked, end, out);
  }

  private byte @Nullable [] number(
      @Nullable Field field, int wireType, byte[] b, int from, int to, BitSet matched) {
    byte[] text = field == null ? null : NumberText.of(field, wireType, b, from, to);
    return text == null ? null : rules.mask(text, 0, text.length, false, matched);
  }

  private static int raw(byte[] b, int from, int end, WireWriter out) {
    out.raw(b, from, end);
    return end;
  }

  private static int text(int number, byte[] text, int end, WireWriter out) {
    out.bytes(number, text);
    return end;
  }
}
