package io.beltline.receiver.elasticsearchbulk;

import io.beltline.components.operators.Entry;
import io.beltline.components.operators.Origin;
import io.beltline.components.otlp.Room;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes log records of documents. One thread, one request. */
final class DocumentRecords {
  /** Objects of the Elastic Common Schema that tell where something happened, not what. */
  private static final Set<String> PLACES =
      Set.of("agent", "cloud", "container", "host", "kubernetes", "orchestrator", "service");

  private static final String TIME = "@timestamp";
  private static final int TRACE = 16;
  private static final int SPAN = 8;
  private static final int MOST_SEVERE = 24;

  /**
   * How often a path is held while a request is made: as it is, in a buffer that grew, and in the
   * request.
   */
  private static final int COPIES = 4;

  /** What a path takes beside its text. */
  private static final int PATH = 64;

  private final DocumentMode mode;
  private final Room room;

  /**
   * Records of one request.
   *
   * @param room asked before a field repeats the names of the objects it is in
   */
  DocumentRecords(DocumentMode mode, Room room) {
    this.mode = mode;
    this.room = room;
  }

  /**
   * A record.
   *
   * @param now when it came, in nanoseconds since 1970
   */
  Entry of(BulkItem item, Map<String, @Nullable Object> document, long now) {
    Entry entry = new Entry("", Origin.NONE, null, now);
    switch (mode) {
      case ECS -> ecs(entry, document);
      case OTEL -> otel(entry, document);
      case BODYMAP -> {
        entry.time(DocumentTime.nanos(document.get(TIME)));
        entry.body(document);
      }
    }
    if (!item.index().isEmpty()) {
      entry.attributes().put("elasticsearch.index", item.index());
    }
    if (!item.id().isEmpty()) {
      entry.attributes().put("elasticsearch.document_id", item.id());
    }
    return entry;
  }

  private void ecs(Entry entry, Map<String, @Nullable Object> document) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    flatten("", document, fields);
    common(entry, fields, "log.level", "trace.id", "span.id");
    entry.body(fields.remove("message"));
    fields.forEach(
        (key, value) -> {
          int dot = key.indexOf('.');
          boolean isPlace = dot > 0 && PLACES.contains(key.substring(0, dot));
          (isPlace ? entry.resource() : entry.attributes()).put(key, value);
        });
  }

  private void otel(Entry entry, Map<String, @Nullable Object> document) {
    Map<String, @Nullable Object> rest = parts(entry, document);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    flatten("", rest, fields);
    boolean hasNumber =
        fields.get("severity_number") instanceof Long number && number > 0 && number <= MOST_SEVERE;
    Object number = hasNumber ? fields.remove("severity_number") : null;
    common(entry, fields, "severity_text", "trace_id", "span_id");
    if (number instanceof Long severity) {
      Object text = document.get("severity_text");
      entry.severity(severity.intValue(), text instanceof String word ? word : "");
    }
    long observed = DocumentTime.nanos(fields.get("observed_timestamp"));
    if (observed != 0) {
      entry.observed(observed);
      fields.remove("observed_timestamp");
    }
    fields.remove("dropped_attributes_count");
    fields.forEach(entry.attributes()::putIfAbsent);
  }

  /** Resource, attributes, scope and body; the rest of the document is given back. */
  private Map<String, @Nullable Object> parts(Entry entry, Map<String, @Nullable Object> document) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(document);
    if (take(rest, "resource", "attributes") instanceof Map<?, ?> attributes) {
      flatten("", attributes, entry.resource());
    }
    if (rest.get("attributes") instanceof Map<?, ?> attributes) {
      rest.remove("attributes");
      flatten("", attributes, entry.attributes());
    }
    if (take(rest, "scope", "name") instanceof String name) {
      entry.scope(name);
    }
    Object words = take(rest, "body", "text");
    Object body = words != null ? words : take(rest, "body", "structured");
    entry.body(body != null ? body : rest.remove("body"));
    return rest;
  }

  /** Takes a field of an object out of a document, where it is; the object's others stay. */
  private static @Nullable Object take(
      Map<String, @Nullable Object> document, String object, String field) {
    if (!(document.get(object) instanceof Map<?, ?> fields) || fields.get(field) == null) {
      return null;
    }
    Map<Object, @Nullable Object> others = new LinkedHashMap<>(fields);
    Object taken = others.remove(field);
    if (others.isEmpty()) {
      document.remove(object);
    } else {
      document.put(object, others);
    }
    return taken;
  }

  /** Time, severity and ids; what is none of these stays an attribute. */
  private static void common(
      Entry entry, Map<String, @Nullable Object> fields, String level, String trace, String span) {
    long time = DocumentTime.nanos(fields.get(TIME));
    if (time != 0) {
      entry.time(time);
      fields.remove(TIME);
    }
    if (fields.get(level) instanceof String text) {
      entry.severity(SeverityWords.number(text), text);
      fields.remove(level);
    }
    byte[] traceId = id(fields, trace, TRACE);
    byte[] spanId = id(fields, span, SPAN);
    entry.within(traceId, spanId);
  }

  private static byte[] id(Map<String, @Nullable Object> fields, String key, int length) {
    if (!(fields.get(key) instanceof String text) || text.length() != 2 * length) {
      return new byte[0];
    }
    try {
      byte[] id = HexFormat.of().parseHex(text);
      fields.remove(key);
      return id;
    } catch (IllegalArgumentException other) {
      return new byte[0]; // an id of another kind stays an attribute
    }
  }

  /** Values by their paths, with dots; arrays stay as they are. */
  private void flatten(String path, @Nullable Object value, Map<String, @Nullable Object> into) {
    if (value instanceof Map<?, ?> map && (path.isEmpty() || !map.isEmpty())) {
      map.forEach((key, inner) -> flatten(joined(path, String.valueOf(key)), inner, into));
    } else if (value != null && !path.isEmpty()) {
      into.put(path, value);
    }
  }

  private String joined(String path, String key) {
    if (path.isEmpty()) {
      return key;
    }
    room.take(PATH + COPIES * (path.length() + 1L + key.length()));
    return path + "." + key;
  }
}
