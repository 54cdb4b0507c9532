package io.beltline.ottl.value;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeCursor;
import io.beltline.model.otlp.ByteRange;
import io.beltline.ottl.EvaluationException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A place for one value, written again and again: a register of an evaluation.
 *
 * <p>Numbers stand in the cell itself. Texts, bytes, lists and maps are ranges of an array, which
 * may be the telemetry's own: such a value holds until the telemetry is edited. {@link #own} copies
 * what must last longer. By one thread at a time, but constants, which nobody writes, are shared.
 */
public final class Cell {
  private static final byte[] NOTHING = new byte[0];

  private ValueKind kind = ValueKind.NIL;
  private long bits;
  private int nanos;
  private byte[] array = NOTHING;
  private int from;
  private int to;
  private @Nullable Object extra;

  /** A cell that holds nil. */
  public Cell() {}

  /** What it holds. */
  public ValueKind kind() {
    return kind;
  }

  /** Whether it holds a kind. */
  public boolean is(ValueKind wanted) {
    return kind == wanted;
  }

  /** Whether it holds nothing. */
  public boolean isNil() {
    return kind == ValueKind.NIL;
  }

  // Writing.

  /** Holds nothing from now on. */
  public Cell nil() {
    kind = ValueKind.NIL;
    return this;
  }

  /** Holds true or false. */
  public Cell bool(boolean value) {
    kind = ValueKind.BOOL;
    bits = value ? 1 : 0;
    return this;
  }

  /** Holds an integer. */
  public Cell integer(long value) {
    kind = ValueKind.INT;
    bits = value;
    return this;
  }

  /** Holds a double. */
  public Cell number(double value) {
    kind = ValueKind.DOUBLE;
    bits = Double.doubleToRawLongBits(value);
    return this;
  }

  /** Holds a text. */
  public Cell text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return range(ValueKind.STRING, utf8, 0, utf8.length);
  }

  /** Holds a text: a range that is shared. */
  public Cell text(byte[] utf8, int start, int end) {
    return range(ValueKind.STRING, utf8, start, end);
  }

  /** Holds a text: a range that is shared. */
  public Cell text(ByteRange utf8) {
    return range(ValueKind.STRING, utf8.array(), utf8.offset(), utf8.offset() + utf8.length());
  }

  /** Holds bytes: a range that is shared. */
  public Cell bytes(byte[] value, int start, int end) {
    return range(ValueKind.BYTES, value, start, end);
  }

  /** Holds bytes, which are the cell's from now on. */
  public Cell bytes(byte[] value) {
    return range(ValueKind.BYTES, value, 0, value.length);
  }

  /** Holds a list: the content of an ArrayValue. */
  public Cell list(Slice content) {
    return range(ValueKind.LIST, content.array(), content.offset(), content.end());
  }

  /** Holds a map: the content of a KeyValueList. */
  public Cell map(Slice content) {
    return range(ValueKind.MAP, content.array(), content.offset(), content.end());
  }

  /** Holds an id. An empty range stands for zeros. */
  public Cell id(ValueKind which, byte[] value, int start, int end) {
    return range(which, value, start, end);
  }

  /** Holds an id. */
  public Cell id(ValueKind which, ByteRange value) {
    return range(which, value.array(), value.offset(), value.offset() + value.length());
  }

  /** Holds a message of a named sort, such as {@code opentelemetry.proto.trace.v1.Status}. */
  public Cell message(String sort, Slice content) {
    return message(sort, content, 0);
  }

  /** Holds messages of a named sort, such as {@code events}: each is field 1, as in a list. */
  public Cell messages(String sort, Slice content) {
    return message(sort, content, 1);
  }

  private Cell message(String sort, Slice content, int many) {
    range(ValueKind.MESSAGE, content.array(), content.offset(), content.end());
    extra = sort;
    bits = many;
    return this;
  }

  /** Holds a moment. */
  public Cell time(long epochSecond, int nanoOfSecond, ZoneId zone) {
    kind = ValueKind.TIME;
    bits = epochSecond;
    nanos = nanoOfSecond;
    extra = zone;
    return this;
  }

  /** Holds a moment. */
  public Cell time(ZonedDateTime value) {
    return time(value.toEpochSecond(), value.getNano(), value.getZone());
  }

  /** Holds a moment as OTLP has it, in UTC. */
  public Cell unixNanos(long value) {
    return time(
        Math.floorDiv(value, 1_000_000_000L), Math.floorMod(value, 1_000_000_000), ZoneOffset.UTC);
  }

  /** Holds a duration. */
  public Cell duration(long nanoseconds) {
    kind = ValueKind.DURATION;
    bits = nanoseconds;
    return this;
  }

  /** Holds what another holds; ranges are shared. */
  public Cell copy(Cell other) {
    kind = other.kind;
    bits = other.bits;
    nanos = other.nanos;
    array = other.array;
    from = other.from;
    to = other.to;
    extra = other.extra;
    return this;
  }

  /** Holds the value of an attribute or a body; ranges are shared. */
  public Cell value(AnyValueView view) {
    switch (view.valueCase()) {
      case AnyValueView.STRING_VALUE -> text(view.stringValueUtf8());
      case AnyValueView.INT_VALUE -> integer(view.intValue());
      case AnyValueView.BOOL_VALUE -> bool(view.boolValue());
      case AnyValueView.DOUBLE_VALUE -> number(view.doubleValue());
      case AnyValueView.KVLIST_VALUE -> map(view.kvlistValue().toSlice());
      case AnyValueView.ARRAY_VALUE -> list(view.arrayValue().toSlice());
      case AnyValueView.BYTES_VALUE -> {
        ByteRange range = view.bytesValue();
        bytes(range.array(), range.offset(), range.offset() + range.length());
      }
      default -> nil();
    }
    return this;
  }

  /** Holds the value of the attribute a cursor stands at; ranges are shared. */
  public Cell value(AttributeCursor attribute) {
    switch (attribute.valueCase()) {
      case AnyValueView.STRING_VALUE -> text(attribute.stringValueUtf8());
      case AnyValueView.INT_VALUE -> integer(attribute.intValue());
      case AnyValueView.BOOL_VALUE -> bool(attribute.boolValue());
      case AnyValueView.DOUBLE_VALUE -> number(attribute.doubleValue());
      default -> value(attribute.value());
    }
    return this;
  }

  /** Holds nothing, and no array either. */
  public void forget() {
    kind = ValueKind.NIL;
    array = NOTHING;
    extra = null;
  }

  @SuppressWarnings("ReferenceEquality") // the same array or another
  private Cell range(ValueKind which, byte[] bytes, int start, int end) {
    kind = which;
    if (array != bytes) {
      array = bytes;
    }
    from = start;
    to = end;
    return this;
  }

  /** Copies a shared range, so that the value outlives edits. */
  public Cell own() {
    if (isRange()) {
      array = Arrays.copyOfRange(array, from, to);
      to -= from;
      from = 0;
    }
    return this;
  }

  private boolean isRange() {
    return switch (kind) {
      case STRING, BYTES, LIST, MAP, TRACE_ID, SPAN_ID, PROFILE_ID, MESSAGE -> true;
      case NIL, BOOL, INT, DOUBLE, TIME, DURATION -> false;
    };
  }

  // Reading. Each holds for its kinds only.

  /** The truth. */
  public boolean bool() {
    return bits != 0;
  }

  /** The integer. */
  public long integer() {
    return bits;
  }

  /** The double. */
  public double number() {
    return Double.longBitsToDouble(bits);
  }

  /** The duration in nanoseconds. */
  public long duration() {
    return bits;
  }

  /** The array that holds the range. Never to be written. */
  public byte[] array() {
    return array;
  }

  /** Where the range begins. */
  public int from() {
    return from;
  }

  /** Where the range ends, exclusive. */
  public int to() {
    return to;
  }

  /** How many bytes the range has. */
  public int length() {
    return to - from;
  }

  /** The range. */
  public Slice slice() {
    return new Slice(array, from, to - from);
  }

  /** The text; what is no UTF-8 becomes U+FFFD. */
  public String text() {
    return new String(array, from, to - from, StandardCharsets.UTF_8);
  }

  /** Whether it holds any number of messages. */
  public boolean isMany() {
    return kind == ValueKind.MESSAGE && bits == 1;
  }

  /** Which sort of messages. */
  public String sort() {
    return (String) extraOf();
  }

  /** The seconds of a moment since 1970. */
  public long epochSecond() {
    return bits;
  }

  /** The nanoseconds of a moment within its second. */
  public int nanoOfSecond() {
    return nanos;
  }

  /**
   * The moment with its zone.
   *
   * @throws EvaluationException if it lies a thousand million years away, where no calendar reaches
   */
  public ZonedDateTime time() {
    try {
      return Instant.ofEpochSecond(bits, nanos).atZone((ZoneId) extraOf());
    } catch (DateTimeException | ArithmeticException beyond) {
      throw new EvaluationException(
          "the time " + bits + " s is beyond every calendar (expected: seconds since 1970)");
    }
  }

  /** The zone of a moment. */
  public ZoneId zone() {
    return (ZoneId) extraOf();
  }

  /** The moment as OTLP has it; beyond its range it wraps around, as in the Go collector. */
  public long unixNanos() {
    return bits * 1_000_000_000L + nanos;
  }

  private Object extraOf() {
    Object value = extra;
    if (value == null) {
      throw new IllegalStateException(kind + " holds no more than a number or bytes");
    }
    return value;
  }

  /** True if the range has these bytes. */
  public boolean contentEquals(byte[] other) {
    return Arrays.equals(array, from, to, other, 0, other.length);
  }

  /** True if the range of another cell has the same bytes. */
  public boolean contentEquals(Cell other) {
    return Arrays.equals(array, from, to, other.array, other.from, other.to);
  }

  @Override
  public String toString() {
    return kind == ValueKind.STRING ? text() : kind.words();
  }
}
