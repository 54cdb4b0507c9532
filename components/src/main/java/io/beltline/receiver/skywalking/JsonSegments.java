package io.beltline.receiver.skywalking;

import io.beltline.components.json.JsonInput;
import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.receiver.skywalking.Segment.Log;
import io.beltline.receiver.skywalking.Segment.Reference;
import io.beltline.receiver.skywalking.Segment.SwSpan;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads segments in the JSON of protobuf, one or a list of them, and makes OTLP of them. */
final class JsonSegments {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final List<String> TYPES = List.of("Entry", "Exit", "Local");
  private static final List<String> REFERENCE_TYPES = List.of("CrossProcess", "CrossThread");
  private static final List<String> LAYERS =
      List.of("Unknown", "Database", "RPCFramework", "Http", "MQ", "Cache", "FAAS");

  private final JsonFields in;
  private final Room room;

  private JsonSegments(JsonParser json, Room room) {
    this.in = new JsonFields(json);
    this.room = room;
  }

  /**
   * Reads a segment or a list of segments.
   *
   * @param room asked before anything is made of the bytes
   * @return the spans in OTLP, empty without spans
   * @throws MalformedTelemetryException if the bytes are neither
   */
  static Slice read(Slice body, Room room) {
    SegmentTranslation out = new SegmentTranslation(room);
    try (JsonParser json =
        FACTORY.createParser(
            ObjectReadContext.empty(), body.array(), body.offset(), body.length())) {
      JsonSegments segments = new JsonSegments(json, room);
      if (json.nextToken() == JsonToken.START_ARRAY) {
        segments.in.each(() -> out.add(segments.segment()));
      } else {
        out.add(segments.segment());
      }
      if (json.nextToken() != null) {
        throw new MalformedTelemetryException("something stands behind the segments");
      }
    } catch (JacksonException malformed) {
      throw new MalformedTelemetryException("no JSON: " + JsonInput.words(malformed));
    }
    return out.toRequest();
  }

  private Segment segment() {
    room.take(Segment.ROOM);
    Segment segment = new Segment();
    in.object(
        name -> {
          switch (name) {
            case "traceId" -> segment.traceId = in.text();
            case "traceSegmentId" -> segment.id = in.text();
            case "service" -> segment.service = in.text();
            case "serviceInstance" -> segment.instance = in.text();
            case "spans" -> in.each(() -> segment.spans.add(span()));
            default -> in.skip();
          }
        });
    return segment;
  }

  private SwSpan span() {
    room.take(SwSpan.ROOM);
    SwSpan span = new SwSpan();
    in.object(
        name -> {
          switch (name) {
            case "spanId" -> span.id = (int) in.number();
            case "parentSpanId" -> span.parentId = (int) in.number();
            case "startTime" -> span.start = in.number();
            case "endTime" -> span.end = in.number();
            case "operationName" -> span.name = in.text();
            case "spanType" -> span.type = in.choice(TYPES);
            case "spanLayer" -> span.layer = in.choice(LAYERS);
            case "isError" -> span.failed = in.flag();
            case "tags" -> in.each(() -> pair(span.tags));
            case "logs" -> in.each(() -> span.logs.add(log()));
            case "refs" -> in.each(() -> span.references.add(reference()));
            default -> in.skip();
          }
        });
    return span;
  }

  private Log log() {
    room.take(Log.ROOM);
    Log log = new Log();
    in.object(
        name -> {
          switch (name) {
            case "time" -> log.time = in.number();
            case "data" -> in.each(() -> pair(log.data));
            default -> in.skip();
          }
        });
    return log;
  }

  private Reference reference() {
    room.take(Reference.ROOM);
    Reference reference = new Reference();
    in.object(
        name -> {
          switch (name) {
            case "refType" -> reference.type = in.choice(REFERENCE_TYPES);
            case "traceId" -> reference.traceId = in.text();
            case "parentTraceSegmentId" -> reference.segmentId = in.text();
            case "parentSpanId" -> reference.spanId = (int) in.number();
            case "parentService" -> reference.service = in.text();
            case "parentServiceInstance" -> reference.instance = in.text();
            case "parentEndpoint" -> reference.endpoint = in.text();
            case "networkAddressUsedAtPeer" -> reference.address = in.text();
            default -> in.skip();
          }
        });
    return reference;
  }

  private void pair(Map<String, String> into) {
    room.take(Segment.TAG_ROOM);
    String[] pair = {"", ""};
    in.object(
        name -> {
          switch (name) {
            case "key" -> pair[0] = in.text();
            case "value" -> pair[1] = in.text();
            default -> in.skip();
          }
        });
    into.put(pair[0], pair[1]);
  }
}
