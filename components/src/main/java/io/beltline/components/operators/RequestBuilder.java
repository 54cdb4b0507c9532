package io.beltline.components.operators;

import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers entries into one request, by resource and scope. One thread. */
public final class RequestBuilder {
  private static final int RESOURCE_LOGS = 1;
  private static final int SCOPE_LOGS = 2;
  private static final int LOG_RECORDS = 2;

  /** What a group takes beside its records and the texts of its resource. */
  public static final int GROUP = 512;

  private static final int LITTLE = 4096;

  /** How many groups begin like that: there may be one for each record. */
  private static final int FEW = 16;

  private static final int LEAST = 256;

  private final Map<Place, WireWriter> groups = new LinkedHashMap<>();
  private final KnownKeys keys = new KnownKeys();
  private @Nullable Place last;
  private @Nullable WireWriter into;
  private int records;
  private int bytes;
  private int expected = LITTLE;

  /** For entries to come. */
  public RequestBuilder() {}

  private record Place(Map<String, @Nullable Object> resource, String scope) {}

  /** How many records it holds. */
  public int records() {
    return records;
  }

  /** Of how many resources and scopes they are. */
  public int groups() {
    return groups.size();
  }

  /** About how many bytes it holds. */
  public int bytes() {
    return bytes;
  }

  /** Adds an entry; it is written and not kept. One whose writing fails leaves nothing. */
  public void add(Entry entry) {
    WireWriter out = group(entry.resource(), entry.scopeName);
    add(out, () -> write(entry, out));
  }

  private void write(Entry entry, WireWriter out) {
    int record = out.beginLarge(LOG_RECORDS);
    if (entry.timeUnixNanos != 0) {
      out.fixed64(1, entry.timeUnixNanos);
    }
    if (entry.severity != 0) {
      out.varint(2, entry.severity);
    }
    if (!entry.severityText.isEmpty()) {
      out.string(3, entry.severityText);
    }
    byte[] utf8 = entry.utf8();
    if (utf8 != null) {
      text(out, utf8, 0, utf8.length);
    } else if (entry.body() != null) {
      int body = out.begin(5);
      Values.write(out, entry.body());
      out.end(body);
    }
    if (entry.attributes() instanceof FlatMap flat) {
      flat.eachUnseen((key, value) -> Values.write(out, 6, keys.of(key), value));
    } else {
      entry.attributes().forEach((key, value) -> Values.write(out, 6, key, value));
    }
    if (entry.traceFlags != 0) {
      out.fixed32(8, entry.traceFlags);
    }
    if (entry.traceId.length > 0) {
      out.bytes(9, entry.traceId);
    }
    if (entry.spanId.length > 0) {
      out.bytes(10, entry.spanId);
    }
    out.fixed64(11, entry.observedUnixNanos);
    out.endLarge(record);
  }

  /**
   * Adds a record whose body is a text, without making an entry. One whose writing fails leaves
   * nothing.
   *
   * @param attributes its attributes as encoded fields of a log record
   */
  public void add(
      Map<String, @Nullable Object> resource,
      byte[] text,
      int from,
      int to,
      byte[] attributes,
      long observedUnixNanos) {
    WireWriter out = group(resource, "");
    add(
        out,
        () -> {
          int record = out.beginLarge(LOG_RECORDS);
          text(out, text, from, to);
          out.raw(attributes, 0, attributes.length);
          out.fixed64(11, observedUnixNanos);
          out.endLarge(record);
        });
  }

  private void add(WireWriter out, Runnable record) {
    int before = out.size();
    try {
      record.run();
    } catch (RuntimeException | Error failed) {
      out.cut(before); // who goes on would ship a torn record otherwise
      throw failed;
    }
    records++;
    bytes += out.size() - before;
  }

  private static void text(WireWriter out, byte[] utf8, int from, int to) {
    if (to - from < 120) {
      int body = out.begin(5);
      out.bytes(1, utf8, from, to);
      out.end(body);
    } else {
      int body = out.beginLarge(5);
      out.bytes(1, utf8, from, to);
      out.endLarge(body);
    }
  }

  private WireWriter group(Map<String, @Nullable Object> resource, String scope) {
    Place known = last;
    WireWriter writer = into;
    if (known == null
        || writer == null
        || !known.scope().equals(scope)
        || !known.resource().equals(resource)) {
      known = new Place(resource, scope);
      writer = groups.computeIfAbsent(known, place -> new WireWriter(capacity()));
      last = known;
      into = writer;
    }
    return writer;
  }

  private int capacity() {
    return groups.isEmpty() ? expected : groups.size() < FEW ? LITTLE : LEAST;
  }

  /** The request; the builder is empty afterwards. */
  public Logs build() {
    WireWriter out = new WireWriter(bytes + 64 * groups.size() + 64);
    groups.forEach(
        (place, written) -> {
          if (written.size() == 0) {
            return; // its only record could not be written
          }
          int logs = out.begin(RESOURCE_LOGS);
          int resource = out.begin(1);
          place.resource().forEach((key, value) -> Values.write(out, 1, key, value));
          out.endOrDrop(resource, 1);
          int scope = out.begin(SCOPE_LOGS);
          if (!place.scope().isEmpty()) {
            int name = out.begin(1);
            out.string(1, place.scope());
            out.end(name);
          }
          out.raw(written.toSlice());
          out.end(scope);
          out.end(logs);
        });
    expected = Math.max(LITTLE, bytes + bytes / 8);
    groups.clear();
    last = null;
    into = null;
    records = 0;
    bytes = 0;
    return new Logs(Payload.of(out.toSlice()));
  }

  /** Encodes attributes once for many records. */
  public static byte[] attributes(Map<String, ?> attributes) {
    WireWriter out = new WireWriter();
    attributes.forEach((key, value) -> Values.write(out, 6, key, value));
    return out.toSlice().toByteArray();
  }
}
