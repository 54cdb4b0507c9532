package io.beltline.receiver.webhookevent;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes events as log records of one resource and scope. One thread. */
final class EventWriter {
  private static final int RESOURCE_LOGS = 1;
  private static final int RESOURCE = 1;
  private static final int SCOPE_LOGS = 2;
  private static final int SCOPE = 1;
  private static final int LOG_RECORDS = 2;
  private static final int NAME = 1;
  private static final int VERSION = 2;
  private static final int SCOPE_ATTRIBUTES = 3;
  private static final int STRING = 1;

  /** How often what a record repeats is held: in a buffer that grew, and in the request. */
  private static final int COPIES = 4;

  /** What a record takes beside texts. */
  private static final int RECORD = 64;

  private final Room room;
  private final long now;
  private final Slice attributes;
  private final WireWriter records = new WireWriter(1024);

  /**
   * Without records yet.
   *
   * @param attributes what each record repeats, encoded
   */
  EventWriter(Room room, long now, Slice attributes) {
    this.room = room;
    this.now = now;
    this.attributes = attributes;
  }

  /** Adds a record; what is no UTF-8 becomes U+FFFD. */
  void add(byte[] text, int from, int to) {
    room.take(COPIES * (RECORD + (long) attributes.length()));
    int record = records.begin(LOG_RECORDS);
    int body = records.begin(LogRecordView.BODY);
    records.string(STRING, new String(text, from, to - from, StandardCharsets.UTF_8));
    records.end(body);
    records.raw(attributes);
    records.fixed64(LogRecordView.OBSERVED_TIME_UNIX_NANO, now);
    records.end(record);
  }

  /**
   * All records as a request; empty without any.
   *
   * @param source the receiver's id
   */
  Slice toRequest(Map<String, String> resource, String source, String version) {
    if (records.size() == 0) {
      return Slice.EMPTY;
    }
    WireWriter out = new WireWriter(records.size() + 256);
    int logs = out.begin(RESOURCE_LOGS);
    int about = out.begin(RESOURCE);
    resource.forEach((key, value) -> attribute(out, 1, key, value));
    out.end(about);
    int scopeLogs = out.begin(SCOPE_LOGS);
    int scope = out.begin(SCOPE);
    out.string(NAME, "otlp/webhookevent");
    out.string(VERSION, version);
    attribute(out, SCOPE_ATTRIBUTES, "source", source);
    attribute(out, SCOPE_ATTRIBUTES, "receiver", "webhookevent");
    out.end(scope);
    out.raw(records.toSlice());
    out.end(scopeLogs);
    out.end(logs);
    return out.toSlice();
  }

  private static void attribute(WireWriter out, int field, String key, String value) {
    int attribute = out.begin(field);
    out.string(1, key);
    int inner = out.begin(2);
    out.string(STRING, value);
    out.end(inner);
    out.end(attribute);
  }
}
