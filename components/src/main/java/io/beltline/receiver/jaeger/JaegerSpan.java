package io.beltline.receiver.jaeger;

import io.beltline.model.otlp.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span as Jaeger tells it, whatever the form. For one thread. */
final class JaegerSpan {

  /** What a span takes on the heap and in OTLP, without its texts and what hangs on it. */
  static final int ROOM = 320;

  /** What a tag takes, with its share in a table. */
  static final int TAG_ROOM = 256;

  /** What a process takes. */
  static final int PROCESS_ROOM = 160;

  /** Who made spans. */
  record JaegerProcess(String serviceName, Map<String, Value> tags) {
    /** Nobody told. */
    static final JaegerProcess UNKNOWN = new JaegerProcess("", Map.of());
  }

  /** Something that happened at a time, in nanoseconds since 1970. */
  record Log(long nanos, Map<String, Value> fields) {
    /** What it takes, without its fields. */
    static final int ROOM = 144;
  }

  /**
   * A reference to another span.
   *
   * @param child whether this span is its child; else it follows from it
   */
  record Reference(boolean child, long traceIdHigh, long traceIdLow, long spanId) {
    /** What it takes: as a link it is longer than as a reference. */
    static final int ROOM = 224;
  }

  long traceIdHigh;
  long traceIdLow;
  long id;

  /** 0 if only references tell of it. */
  long parentId;

  String name = "";

  /** Nanoseconds since 1970. */
  long start;

  /** Nanoseconds. */
  long duration;

  /** Null where the batch tells for all of its spans. */
  @Nullable JaegerProcess process;

  final Map<String, Value> tags = new LinkedHashMap<>();
  final List<Log> logs = new ArrayList<>();
  final List<Reference> references = new ArrayList<>();

  /** The parent: as told, else a span of the same trace that it is a child of, or follows from. */
  long parent() {
    if (parentId != 0) {
      return parentId;
    }
    long follows = 0;
    for (Reference reference : references) {
      if (reference.traceIdHigh() == traceIdHigh && reference.traceIdLow() == traceIdLow) {
        if (reference.child()) {
          return reference.spanId();
        }
        follows = follows == 0 ? reference.spanId() : follows;
      }
    }
    return follows;
  }
}
