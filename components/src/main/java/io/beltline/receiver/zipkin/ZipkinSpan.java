package io.beltline.receiver.zipkin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A span as version 2 tells it. For one thread. */
final class ZipkinSpan {

  /** Something that happened at a time, in microseconds since 1970. */
  record Annotation(long timestamp, String value) {}

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
