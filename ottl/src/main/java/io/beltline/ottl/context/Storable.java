package io.beltline.ottl.context;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import org.jspecify.annotations.Nullable;

/** Which values can stand in an attribute, a body or a list. */
public final class Storable {
  private Storable() {}

  /** Fails unless OTLP has a form for a value. */
  public static void check(String where, Cell value) {
    String instead = instead(value);
    if (instead != null) {
      throw new EvaluationException(
          where + " cannot hold " + value.kind().words() + " (expected: " + instead + ")");
    }
  }

  /** What can be stored instead of a value, or null if it can be. */
  static @Nullable String instead(Cell value) {
    return switch (value.kind()) {
      case NIL, BOOL, INT, DOUBLE, STRING, BYTES, LIST, MAP -> null;
      case TIME -> "a converter such as UnixNano or FormatTime";
      case DURATION -> "a converter such as Nanoseconds or Seconds";
      case TRACE_ID, SPAN_ID, PROFILE_ID -> "the path's .string, or Hex or String";
      case MESSAGE -> "one of its fields";
    };
  }
}
