package io.beltline.components.otlp;

import io.beltline.model.Slice;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds single fields of small protobuf messages; of a field that stands there several times the
 * last one counts. All methods throw {@link io.beltline.model.MalformedTelemetryException} if the
 * bytes are no message. Stateless.
 */
public final class MessageParts {
  private static final long SECOND = 1_000_000_000;

  private MessageParts() {}

  /** Shows each message or text under a number. */
  public static void each(Slice message, int number, Consumer<Slice> part) {
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(number)) {
        part.accept(fields.value());
      }
    }
  }

  /** The message or text under a number, null for none. */
  public static @Nullable Slice last(Slice message, int number) {
    Slice last = null;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(number)) {
        last = fields.value();
      }
    }
    return last;
  }

  /** The message or text under a number, an empty one for none. */
  public static Slice lastOrEmpty(Slice message, int number) {
    Slice last = last(message, number);
    return last == null ? Slice.EMPTY : last;
  }

  /** The whole number under a number, 0 for none. */
  public static long whole(Slice message, int number) {
    long whole = 0;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isVarint(number)) {
        whole = fields.varint();
      }
    }
    return whole;
  }

  /** The whole numbers under the numbers from 1 on, 0 where there is none. */
  public static long[] wholes(Slice message, int count) {
    long[] wholes = new long[count];
    Fields fields = new Fields(message);
    while (fields.next()) {
      for (int i = 0; i < count; i++) {
        if (fields.isVarint(i + 1)) {
          wholes[i] = fields.varint();
        }
      }
    }
    return wholes;
  }

  /** The floating-point number under a number, 0 for none. */
  public static double real(Slice message, int number) {
    double real = 0;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isFixed64(number)) {
        real = Double.longBitsToDouble(fields.fixed64());
      }
    }
    return real;
  }

  /** The nanoseconds of a Timestamp, since 1970, or of a Duration. */
  public static long nanos(Slice message) {
    long seconds = 0;
    long nanos = 0;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isVarint(1)) {
        seconds = fields.varint();
      } else if (fields.isVarint(2)) {
        nanos = fields.varint();
      }
    }
    return seconds * SECOND + (int) nanos;
  }

  /** Shows the key and the value of an entry: of a map of texts, or a message of such a form. */
  public static void entry(Slice message, BiConsumer<String, String> entry) {
    Slice key = Slice.EMPTY;
    Slice value = Slice.EMPTY;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        key = fields.value();
      } else if (fields.isBytes(2)) {
        value = fields.value();
      }
    }
    entry.accept(key.toUtf8(), value.toUtf8());
  }

  /** The name of an enum's number by its list of names from 0 on, the number where it has none. */
  public static String name(List<String> names, long number) {
    int index = (int) number;
    return index >= 0 && index < names.size() ? names.get(index) : Integer.toString(index);
  }
}
