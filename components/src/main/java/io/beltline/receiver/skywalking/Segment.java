package io.beltline.receiver.skywalking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A segment as SkyWalking tells it, whatever the form: the spans of one request in one process. For
 * one thread.
 *
 * @see <a
 *     href="https://github.com/apache/skywalking-data-collect-protocol/blob/master/language-agent/Tracing.proto">the
 *     fields</a>
 */
final class Segment {
  /** What a segment takes on the heap and in OTLP, without its texts and spans. */
  static final int ROOM = 512;

  /** What a tag takes, with its share in a table. */
  static final int TAG_ROOM = 256;

  String traceId = "";
  String id = "";
  String service = "";
  String instance = "";
  final List<SwSpan> spans = new ArrayList<>();

  /** A span of a segment. */
  static final class SwSpan {
    /** What a span takes, without texts and what hangs on it. */
    static final int ROOM = 560;

    static final int ENTRY = 0;
    static final int EXIT = 1;
    static final int LOCAL = 2;

    /** The layer of message queues. */
    static final int MQ = 4;

    int id;

    /** -1 for none in this segment. */
    int parentId;

    /** Milliseconds since 1970. */
    long start;

    long end;
    String name = "";
    int type;
    int layer;
    boolean failed;
    final Map<String, String> tags = new LinkedHashMap<>();
    final List<Log> logs = new ArrayList<>();
    final List<Reference> references = new ArrayList<>();
  }

  /** Something that happened in a span. */
  static final class Log {
    /** What it takes, without its data. */
    static final int ROOM = 200;

    /** Milliseconds since 1970. */
    long time;

    final Map<String, String> data = new LinkedHashMap<>();
  }

  /** A reference to the span that caused this one, in another segment. */
  static final class Reference {
    /** What it takes: as a link it is longer than as a reference. */
    static final int ROOM = 720;

    /** 0 across processes, 1 across threads. */
    int type;

    String traceId = "";
    String segmentId = "";
    int spanId;
    String service = "";
    String instance = "";
    String endpoint = "";
    String address = "";

    /** Whether it tells which span is meant. */
    boolean isComplete() {
      return !traceId.isEmpty() && !segmentId.isEmpty();
    }
  }
}
