package io.beltline.delivery;

import io.beltline.api.Context;
import io.beltline.delivery.LetterBytes.Reader;
import io.beltline.delivery.LetterBytes.Writer;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;

/**
 * What a queue on disk keeps with a request beside its telemetry.
 *
 * <p>On disk: one byte for the version, then fields: number, length, value. A reader passes over
 * fields it does not know and refuses a version it does not know.
 *
 * @param signal what its items are
 * @param context what travelled beside it
 * @param acceptedUnixNanos when it was taken into the queue
 * @param firstUnixNanos when the first attempt with it began in an earlier life as a dead letter; 0
 *     for none
 * @param alone whether it travels as it is, with no other
 */
public record RequestHead(
    Signal signal, Context context, long acceptedUnixNanos, long firstUnixNanos, boolean alone) {
  private static final byte VERSION = 1;
  private static final int SIGNAL = 1;
  private static final int ACCEPTED = 2;
  private static final int FIRST = 3;
  private static final int ALONE = 4;

  /** Its form on disk. */
  public byte[] encode() {
    Writer out = new Writer();
    out.varint(VERSION);
    out.text(SIGNAL, signal.label());
    out.number(ACCEPTED, acceptedUnixNanos);
    if (firstUnixNanos != 0) {
      out.number(FIRST, firstUnixNanos);
    }
    if (alone) {
      out.number(ALONE, 1);
    }
    ContextFields.write(context, out);
    ContextFields.write(context.batching(), out);
    return out.toByteArray();
  }

  /**
   * Reads what {@link #encode} gave.
   *
   * @throws MalformedTelemetryException if the bytes are none of a version that is known
   */
  public static RequestHead decode(byte[] bytes) {
    Reader in = new Reader(bytes);
    long version = in.varint();
    if (version != VERSION) {
      throw new MalformedTelemetryException(
          "a request of version " + version + " (expected: " + VERSION + ")");
    }
    ContextFields context = new ContextFields();
    long[] numbers = new long[ALONE + 1];
    String signal = "";
    while (in.next()) {
      switch (in.field()) {
        case SIGNAL -> signal = in.text();
        case ACCEPTED, FIRST, ALONE -> numbers[in.field()] = in.number();
        default -> context.take(in);
      }
    }
    return new RequestHead(
        signal(signal), context.context(), numbers[ACCEPTED], numbers[FIRST], numbers[ALONE] != 0);
  }

  private static Signal signal(String label) {
    for (Signal signal : Signal.values()) {
      if (signal.label().equals(label)) {
        return signal;
      }
    }
    throw new MalformedTelemetryException("a request of signal \"" + label + "\"");
  }
}
