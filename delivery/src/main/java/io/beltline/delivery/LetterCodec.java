package io.beltline.delivery;

import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.DeadLetters.Letterhead;
import io.beltline.delivery.LetterBytes.Reader;
import io.beltline.delivery.LetterBytes.Writer;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The form in which a box on disk keeps what goes with a letter's telemetry, whose bytes stand
 * beside it unchanged.
 *
 * <p>One byte for the version, then fields: number, length, value. A reader passes over fields it
 * does not know and refuses a version it does not know. Of what an authenticator learned only texts
 * are kept; how a letter was to be batched is not, because it travels alone.
 */
public final class LetterCodec {
  private static final byte VERSION = 1;
  private static final int DESTINATION = 1;
  private static final int SIGNAL = 2;
  private static final int REASON = 3;
  private static final int CODE = 4;
  private static final int HTTP = 5;
  private static final int MESSAGE = 6;
  private static final int RULE = 7;
  private static final int FIRST = 8;
  private static final int LAST = 9;
  private static final int ITEMS = 10;
  private static final int BYTES = 11;

  private LetterCodec() {}

  /** What goes with a letter's telemetry. */
  public static byte[] write(DeadLetter letter) {
    Writer out = new Writer();
    out.varint(VERSION);
    Letterhead head = letter.head();
    out.text(DESTINATION, head.destination().toString());
    out.text(SIGNAL, head.signal().label());
    out.text(REASON, head.reason().label());
    out.number(CODE, head.status().code().number());
    out.number(HTTP, head.status().http());
    out.text(MESSAGE, head.message());
    out.text(RULE, head.rule());
    out.number(FIRST, head.firstUnixNanos());
    out.number(LAST, head.lastUnixNanos());
    out.number(ITEMS, head.items());
    out.number(BYTES, head.bytes());
    ContextFields.write(letter.context(), out);
    return out.toByteArray();
  }

  /**
   * What stands on a letter.
   *
   * @throws MalformedTelemetryException if the bytes are none of a version that is known
   */
  public static Letterhead readHead(byte[] bytes) {
    return read(bytes).head();
  }

  /**
   * A letter.
   *
   * @param bytes what {@link #write} gave
   * @param telemetry the telemetry that stands beside it
   * @throws MalformedTelemetryException if the bytes are none of a version that is known
   */
  public static DeadLetter read(byte[] bytes, Telemetry telemetry) {
    Fields fields = read(bytes);
    return new DeadLetter(fields.head(), fields.context(), telemetry);
  }

  private static Fields read(byte[] bytes) {
    Reader in = new Reader(bytes);
    long version = in.varint();
    if (version != VERSION) {
      throw new MalformedTelemetryException(
          "a letter of version " + version + " (expected: " + VERSION + ")");
    }
    Fields fields = new Fields();
    while (in.next()) {
      switch (in.field()) {
        case DESTINATION, SIGNAL, REASON, MESSAGE, RULE -> fields.texts.put(in.field(), in.text());
        case CODE, HTTP, FIRST, LAST, ITEMS, BYTES -> fields.numbers.put(in.field(), in.number());
        default -> fields.context.take(in);
      }
    }
    return fields;
  }

  /** What was read so far. */
  private static final class Fields {
    private final Map<Integer, String> texts = new LinkedHashMap<>();
    private final Map<Integer, Long> numbers = new LinkedHashMap<>();
    private final ContextFields context = new ContextFields();

    private String text(int field) {
      return texts.getOrDefault(field, "");
    }

    private long number(int field) {
      return numbers.getOrDefault(field, 0L);
    }

    Letterhead head() {
      try {
        return new Letterhead(
            ComponentId.parse(text(DESTINATION)),
            signal(text(SIGNAL)),
            reason(text(REASON)),
            new Status(Code.of((int) number(CODE)), (int) number(HTTP)),
            text(MESSAGE),
            text(RULE),
            number(FIRST),
            number(LAST),
            (int) number(ITEMS),
            number(BYTES));
      } catch (IllegalArgumentException wrong) {
        throw new MalformedTelemetryException("a letter that tells nothing: " + wrong.getMessage());
      }
    }

    Context context() {
      return context.context();
    }
  }

  private static Signal signal(String label) {
    for (Signal signal : Signal.values()) {
      if (signal.label().equals(label)) {
        return signal;
      }
    }
    throw new IllegalArgumentException("\"" + label + "\" is no signal");
  }

  private static DropReason reason(String label) {
    for (DropReason reason : DropReason.values()) {
      if (reason.label().equals(label)) {
        return reason;
      }
    }
    throw new IllegalArgumentException("\"" + label + "\" is no reason");
  }
}
