package io.beltline.receiver.zipkin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A span as version 2 tells it. For one thread. */
final class ZipkinSpan {

  /** What a span takes on the heap and in OTLP, without its texts and what hangs on it. */
  static final int ROOM = 512;

  /** What a tag takes, with its share in a table. */
  static final int TAG_ROOM = 192;

  /** Something that happened at a time, in microseconds since 1970. */
  record Annotation(long timestamp, String value) {
    /** What it takes. */
    static final int ROOM = 128;
  }

  long traceIdHigh;
  long traceIdLow;
  long id;

  /** 0 if it has no parent. */
  long parentId;

  String name = "";

  /** The number of the kind in OTLP, 0 if not told. */
  int kind;

  /** Microseconds since 1970; 0 if not told. */
  long timestamp;

  /** Microseconds; 0 if not told. */
  long duration;

  /** Whether the span has its id from the other side of the call. */
  boolean shared;

  boolean debug;
  Endpoint local = Endpoint.NONE;
  Endpoint remote = Endpoint.NONE;
  final List<Annotation> annotations = new ArrayList<>();
  final Map<String, Tag> tags = new LinkedHashMap<>();
}
