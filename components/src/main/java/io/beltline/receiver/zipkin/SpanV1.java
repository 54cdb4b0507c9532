package io.beltline.receiver.zipkin;

import java.util.ArrayList;
import java.util.List;

/**
 * A span as version 1 tells it: kind, endpoints and sometimes the times stand in annotations, and
 * both sides of a call may be one span. For one thread.
 */
final class SpanV1 {

  /** Something that happened at a time, at a place. */
  record Annotation(long timestamp, String value, Endpoint endpoint) {
    /** What it takes, as one of version 2 too. */
    static final int ROOM = 192;
  }

  /** A tag of a place, or, where it is a bare true under a known name, an address. */
  record BinaryAnnotation(String key, Tag value, Endpoint endpoint) {
    /** What it takes, as a tag too. */
    static final int ROOM = 288;
  }

  long traceIdHigh;
  long traceIdLow;
  long id;
  long parentId;
  String name = "";
  long timestamp;
  long duration;
  boolean debug;
  final List<Annotation> annotations = new ArrayList<>();
  final List<BinaryAnnotation> binaryAnnotations = new ArrayList<>();
}
