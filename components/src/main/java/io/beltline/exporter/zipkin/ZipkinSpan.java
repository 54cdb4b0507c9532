package io.beltline.exporter.zipkin;

import io.beltline.model.otlp.ByteRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span as Zipkin sees it, filled again for each span of a walk. */
final class ZipkinSpan {

  /** Something that happened at a time, in microseconds since 1970. */
  record Annotation(long timestamp, String value) {}

  /** Borrowed from the span that is walked. */
  ByteRange traceId = new ByteRange();

  ByteRange parentId = new ByteRange();
  ByteRange id = new ByteRange();
  String name = "";

  /** The number of the kind in OTLP. */
  int kind;

  /** Microseconds since 1970; 0 if not known. */
  long timestamp;

  /** Microseconds; 0 if not known. */
  long duration;

  /** Whether the span has its id from the other side of the call. */
  boolean shared;

  /** Whether the span is to be kept by all means. */
  boolean debug;

  Endpoint local = Endpoint.NONE;
  @Nullable Endpoint remote;
  final List<Annotation> annotations = new ArrayList<>();
  final Map<String, String> tags = new LinkedHashMap<>();

  /** The half of the trace id from which Zipkin's begins: ids of 64 bits have 16 digits. */
  int traceIdFrom() {
    return traceId.length() == 16 && traceId.longAt(0) == 0 ? 8 : 0;
  }

  /** The name Zipkin has for the kind, or null if it has none. */
  @Nullable String kindName() {
    return Kinds.name(kind);
  }
}
