package io.beltline.ottl.value;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.ottl.EvaluationException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.Locale;

/** Values as texts, as the Go collector writes them. Stateless; safe for all threads. */
public final class Texts {
  private static final HexFormat HEX = HexFormat.of();

  /** With as many digits of a second as it needs. */
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder().appendInstant(-1).toFormatter(Locale.ROOT);

  private Texts() {}

  /**
   * A double as Go's JSON gives it: with as few digits as tell it from others, and from 1e21 up or
   * below 1e-6 with an exponent of two digits or more.
   */
  public static String number(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return "+Inf";
    }
    if (value == (long) value && value != 0 && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return GoNumber.plain(value);
  }

  /**
   * Turns a value into a text in place, as functions do that take "string-like" values: bytes and
   * ids in hexadecimal, lists and maps as JSON, durations as nanoseconds, times as a JSON string in
   * RFC 3339. Nil stays nil.
   *
   * @throws EvaluationException if the value has no such form
   */
  public static Cell like(Cell cell, ValueWriter scratch) {
    return switch (cell.kind()) {
      case NIL, STRING -> cell;
      case BOOL -> cell.text(cell.bool() ? "true" : "false");
      case INT -> cell.text(Long.toString(cell.integer()));
      case DOUBLE -> cell.text(number(cell.number()));
      case BYTES, TRACE_ID, SPAN_ID, PROFILE_ID -> cell.text(hex(cell));
      case LIST, MAP -> cell.text(json(cell, scratch));
      case DURATION -> cell.text(Long.toString(cell.duration()));
      case TIME -> cell.text("\"" + time(cell) + "\"");
      case MESSAGE ->
          throw new EvaluationException("cannot make a string of " + cell.kind().words());
    };
  }

  private static String time(Cell cell) {
    return RFC_3339.format(cell.time());
  }

  /** Bytes in lower-case hexadecimal; ids without bytes as zeros. */
  public static String hex(Cell cell) {
    if (cell.length() == 0 && cell.kind().isId()) {
      return "0".repeat(cell.is(ValueKind.SPAN_ID) ? 16 : 32);
    }
    return HEX.formatHex(cell.array(), cell.from(), cell.to());
  }

  /** A list or map as JSON, keys in order. */
  public static String json(Cell cell, ValueWriter scratch) {
    Slice encoded = scratch.reset().value(cell).slice();
    AnyValueView view = new AnyValueView();
    view.wrap(encoded);
    return view.asString();
  }

  /** A value as pdata's AsString gives it: bytes in base64, lists and maps as JSON, nil as "". */
  public static String asString(Cell cell, ValueWriter scratch) {
    return cell.is(ValueKind.STRING) ? cell.text() : json(cell, scratch);
  }
}
