package io.beltline.components.operators;

import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Where the trace context of an entry stands.
 *
 * @param traceId the field of the trace's id
 * @param spanId the field of the span's id
 * @param traceFlags the field of the flags
 */
public record TraceConfig(
    @Defaults("parse_from=body.trace_id") @Doc("The trace's id.") Part traceId,
    @Defaults("parse_from=body.span_id") @Doc("The span's id.") Part spanId,
    @Defaults("parse_from=body.trace_flags") @Doc("The flags.") Part traceFlags) {

  /**
   * Where a part of it stands.
   *
   * @param parseFrom the field
   */
  public record Part(@Default("body") @Doc("The field.") Field parseFrom) {}

  /** Sets what an entry has of it; hex digits in all three. */
  void apply(Entry entry) throws OperatorException {
    byte[] trace = bytes(entry, traceId.parseFrom(), 16);
    byte[] span = bytes(entry, spanId.parseFrom(), 8);
    byte[] flags = bytes(entry, traceFlags.parseFrom(), 1);
    entry.traceId = trace.length == 0 ? entry.traceId : trace;
    entry.spanId = span.length == 0 ? entry.spanId : span;
    entry.traceFlags = flags.length == 0 ? entry.traceFlags : flags[0] & 0xff;
  }

  private static byte[] bytes(Entry entry, Field field, int size) throws OperatorException {
    return switch (field.in(entry)) {
      case null -> new byte[0];
      case byte[] bytes when bytes.length == size -> bytes;
      case String text when text.isEmpty() -> new byte[0];
      case String text when text.length() == 2 * size -> hex(text.toLowerCase(Locale.ROOT), field);
      case String text when size == 16 && text.length() == 16 ->
          hex("0".repeat(16) + text.toLowerCase(Locale.ROOT), field);
      default ->
          throw new OperatorException(
              field + " is no part of a trace context (expected: " + 2 * size + " hex digits)");
    };
  }

  private static byte[] hex(String text, Field field) throws OperatorException {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException wrong) {
      throw new OperatorException(field + ": \"" + text + "\" are no hex digits");
    }
  }
}
