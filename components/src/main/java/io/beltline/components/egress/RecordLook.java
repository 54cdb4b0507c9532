package io.beltline.components.egress;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Field;
import io.beltline.model.otlp.Kind;
import io.beltline.model.otlp.MessageType;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.model.otlp.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a rule may match anywhere in a request: in each text at any depth, in keys, names
 * and units, in bytes of attributes and bodies, in long numbers, and in fields this version of OTLP
 * does not know. Ids and times are no texts. One thread.
 */
final class RecordLook {
  private final RuleSet rules;

  RecordLook(RuleSet rules) {
    this.rules = rules;
  }

  /**
   * Whether a rule may match.
   *
   * @throws MalformedTelemetryException if the request is malformed
   */
  boolean mayMatch(Signal signal, Slice request) {
    return message(OtlpJson.request(signal), request.array(), request.offset(), request.end(), 0);
  }

  private boolean message(MessageType type, byte[] b, int from, int to, int depth) {
    boolean any = NumberText.isAny(type);
    for (int at = from; at < to; ) {
      long opened = Wire.tagAt(b, at, to);
      int tag = (int) opened;
      int value = (int) (opened >>> 32);
      at = Wire.skip(b, value, to, tag & 7);
      Field field = type.field(tag >>> 3);
      boolean found =
          (tag & 7) == Wire.BYTES
              ? content(field, any, b, (int) (Wire.open(b, value, to) >>> 32), at, depth)
              : any && field != null && number(field, tag & 7, b, value, at);
      if (found) {
        return true;
      }
    }
    return false;
  }

  private boolean content(
      @Nullable Field field, boolean any, byte[] b, int from, int to, int depth) {
    MessageType inner = field == null ? null : field.message();
    if (inner != null) {
      return message(inner, b, from, to, deeper(depth));
    }
    return isText(field, any) && rules.mayMatch(b, from, to);
  }

  /** Whether a length-delimited field is looked at as a text. */
  static boolean isText(@Nullable Field field, boolean any) {
    return field == null || field.kind() == Kind.STRING || (any && field.kind() == Kind.BYTES);
  }

  private boolean number(Field field, int wireType, byte[] b, int from, int to) {
    byte[] text = NumberText.of(field, wireType, b, from, to);
    return text != null && rules.mayMatch(text, 0, text.length);
  }

  /** One level down; a message that holds too many others is malformed. */
  static int deeper(int depth) {
    if (depth > 4 * Wire.MAX_DEPTH) {
      throw new MalformedTelemetryException("values are nested too deep");
    }
    return depth + 1;
  }
}
