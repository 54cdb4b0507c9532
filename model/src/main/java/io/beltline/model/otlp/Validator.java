package io.beltline.model.otlp;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;

/**
 * Checks that bytes are a well-formed message, down to every known nested one.
 *
 * <p>Texts are not checked for valid UTF-8. Unknown fields are checked for their extent only.
 */
public final class Validator {
  private static final int NO_ITEMS = -1;

  private final int[][] levels;
  private int items;

  private Validator(int[][] levels) {
    this.levels = levels;
  }

  /**
   * Checks an export request.
   *
   * @return how many items it has
   * @throws MalformedTelemetryException if it is malformed
   */
  public static int validate(Signal signal, Slice request) {
    Validator check = new Validator(Levels.of(signal));
    check.message(OtlpJson.request(signal), request.array(), request.offset(), request.end(), 0, 0);
    return check.items;
  }

  /**
   * Checks any message.
   *
   * @throws MalformedTelemetryException if it is malformed
   */
  public static void validate(MessageType type, Slice message) {
    new Validator(new int[0][])
        .message(type, message.array(), message.offset(), message.end(), NO_ITEMS, 0);
  }

  private void message(MessageType type, byte[] b, int from, int to, int level, int depth) {
    short[] table = type.byTag;
    for (int at = from; at < to; ) {
      long opened = Wire.tagAt(b, at, to);
      int tag = (int) opened;
      int value = (int) (opened >>> 32);
      at = Wire.skip(b, value, to, tag & 7);
      int entry = tag >= 0 && tag < table.length ? table[tag] : MessageType.UNKNOWN;
      if (entry >= 0 && (tag & 7) == Wire.BYTES) {
        int start = (int) (Wire.open(b, value, to) >>> 32);
        content(type.table[entry & 0xff], b, start, at, below(level, tag), depth);
      }
    }
  }

  private int below(int level, int tag) {
    boolean leads = level >= 0 && level < levels.length && Levels.leads(levels[level], tag);
    if (!leads) {
      return NO_ITEMS;
    }
    if (level == levels.length - 1) {
      items++;
    }
    return level + 1;
  }

  private void content(Field field, byte[] b, int from, int to, int level, int depth) {
    MessageType inner = field.message();
    if (inner != null) {
      int deeper = inner.nests() ? depth + 1 : depth;
      if (deeper > Wire.MAX_DEPTH) {
        throw MessageView.tooDeep();
      }
      message(inner, b, from, to, level, deeper);
    } else if (field.kind().packable()) {
      for (int at = from; at < to; ) {
        at = Wire.skip(b, at, to, field.kind().wireType());
      }
    }
  }
}
