package io.beltline.verification.flow;

import io.beltline.model.Payload;
import io.beltline.model.Traces;
import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.WireWriter;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;

/**
 * Numbered traces of ten spans of about 350 bytes; of a hundred one has an error, in its last span,
 * and two last long. A span's id tells its trace and its place in it.
 */
final class TracePlan {
  static final int SPANS = 10;
  static final int LAST = SPANS - 1;

  private static final int PLACES = 20;
  private static final int STATUS = 15;
  private static final int CODE = 3;
  private static final int ERROR = 2;
  private static final long EPOCH = 1_767_225_600_000_000_000L;
  private static final long MILLI = 1_000_000;
  private static final long LONG = 3000 * MILLI;
  private static final String TEXT = "/cart/items/".repeat(16);

  private TracePlan() {}

  /** What becomes of a trace. */
  enum Kind {
    ERROR,
    SLOW,
    PLAIN
  }

  static Kind kind(int trace) {
    return switch (trace % 100) {
      case 7 -> Kind.ERROR;
      case 33, 66 -> Kind.SLOW;
      default -> Kind.PLAIN;
    };
  }

  /** Spans of several traces, of each the places from one to another. */
  static Traces request(int fromTrace, int toTrace, int fromPlace, int toPlace) {
    return request(
        fromTrace, toTrace, fromPlace, toPlace, trace -> kind(trace) == Kind.ERROR ? LAST : -1);
  }

  /** Spans of one trace, the last of which is at a place and has an error. */
  static Traces failing(int trace, int fromPlace, int toPlace, int last) {
    return request(trace, trace + 1, fromPlace, toPlace, _ -> last);
  }

  private static Traces request(
      int fromTrace, int toTrace, int fromPlace, int toPlace, IntUnaryOperator failing) {
    WireWriter out = new WireWriter(64 << 10);
    int group = out.begin(1);
    int resource = out.begin(1);
    attribute(out, 1, "service.name", "shop");
    out.end(resource);
    int scope = out.begin(2);
    for (int trace = fromTrace; trace < toTrace; trace++) {
      for (int place = fromPlace; place < toPlace; place++) {
        int span = out.begin(2);
        span(out, trace, place, place == failing.applyAsInt(trace));
        out.end(span);
      }
    }
    out.end(scope);
    out.end(group);
    return new Traces(Payload.of(out.toSlice()));
  }

  private static void span(WireWriter out, int trace, int place, boolean fails) {
    ByteBuffer id = ByteBuffer.allocate(16).putLong(mixed(trace)).putLong(mixed(~trace));
    out.bytes(SpanView.TRACE_ID, id.array());
    out.bytes(SpanView.SPAN_ID, id(number(trace, place)));
    if (place > 0) {
      out.bytes(SpanView.PARENT_SPAN_ID, id(number(trace, 0)));
    }
    out.string(SpanView.NAME, "GET /cart");
    long start = EPOCH + trace * MILLI;
    boolean slow = kind(trace) == Kind.SLOW && place == LAST;
    out.fixed64(SpanView.START_TIME_UNIX_NANO, start);
    out.fixed64(SpanView.END_TIME_UNIX_NANO, start + (slow ? LONG : MILLI));
    attribute(out, SpanView.ATTRIBUTES, "url.path", TEXT);
    if (fails) {
      int status = out.begin(STATUS);
      out.varint(CODE, ERROR);
      out.end(status);
    }
  }

  private static void attribute(WireWriter out, int field, String key, String text) {
    int attribute = out.begin(field);
    out.string(1, key);
    int value = out.begin(2);
    out.string(1, text);
    out.end(value);
    out.end(attribute);
  }

  private static byte[] id(long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }

  private static long number(int trace, int place) {
    return ((long) trace << PLACES | place) + 1;
  }

  /** The trace that a span with an id is of. */
  static int trace(long spanId) {
    return (int) ((spanId - 1) >>> PLACES);
  }

  /** Its place in it. */
  static int place(long spanId) {
    return (int) (spanId - 1) & ((1 << PLACES) - 1);
  }

  /** Steele, Lea and Flood's finalizer of SplittableRandom: ids that look random. */
  private static long mixed(long number) {
    long z = (number + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
