package io.beltline.receiver.loki;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.WireWriter;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * Writes entries as log records of one resource and scope: labels and structured metadata become
 * attributes, {@code trace_id} and {@code span_id} of the latter the ids of the record. One thread.
 */
final class RecordWriter {
  private static final int RESOURCE_LOGS = 1;
  private static final int SCOPE_LOGS = 2;
  private static final int LOG_RECORDS = 2;
  private static final int STRING = 1;
  private static final String TRACE_ID = "trace_id";
  private static final String SPAN_ID = "span_id";

  /**
   * How often an entry's bytes are held while a request is made: as they are, in a buffer that
   * grew, and in the request.
   */
  private static final int COPIES = 4;

  /** What an entry takes beside texts. */
  private static final int ENTRY = 64;

  private final boolean incomingTimes;
  private final long now;
  private final Room room;
  private final WireWriter records = new WireWriter(1024);
  private final WireWriter attributes = new WireWriter();
  private final Set<String> labels = new HashSet<>();
  private final Set<String> metadata = new HashSet<>();
  private int open;

  /**
   * Without entries yet.
   *
   * @param room asked before an entry repeats the labels of its stream
   */
  RecordWriter(boolean incomingTimes, long now, Room room) {
    this.incomingTimes = incomingTimes;
    this.now = now;
    this.room = room;
  }

  /** Goes to the next stream. Labels that begin with two underscores are Loki's own. */
  void stream(Map<String, String> all) {
    attributes.cut(0);
    labels.clear();
    all.forEach(
        (name, value) -> {
          if (!name.startsWith("__") && labels.add(name)) {
            attribute(attributes, name, value);
          }
        });
  }

  /**
   * Begins an entry of the stream.
   *
   * @param time Unix nanoseconds, 0 or less for none
   */
  void begin(long time, String line) {
    room.take(COPIES * (ENTRY + (long) attributes.size()));
    metadata.clear();
    open = records.begin(LOG_RECORDS);
    records.fixed64(LogRecordView.TIME_UNIX_NANO, incomingTimes && time > 0 ? time : now);
    records.fixed64(LogRecordView.OBSERVED_TIME_UNIX_NANO, now);
    int body = records.begin(LogRecordView.BODY);
    records.string(STRING, line);
    records.end(body);
    records.raw(attributes.toSlice());
  }

  /** Adds structured metadata to the entry; where a label has the name, the label stays. */
  void metadata(String name, String value) {
    if (labels.contains(name) || !metadata.add(name)) {
      return;
    }
    if (name.equals(TRACE_ID) && isHex(value, 32)) {
      records.bytes(LogRecordView.TRACE_ID, HexFormat.of().parseHex(value));
    } else if (name.equals(SPAN_ID) && isHex(value, 16)) {
      records.bytes(LogRecordView.SPAN_ID, HexFormat.of().parseHex(value));
    } else {
      attribute(records, name, value);
    }
  }

  /** Ends the entry. */
  void end() {
    records.end(open);
  }

  private static void attribute(WireWriter out, String name, String value) {
    int attribute = out.begin(LogRecordView.ATTRIBUTES);
    out.string(1, name);
    int inner = out.begin(2);
    out.string(STRING, value);
    out.end(inner);
    out.end(attribute);
  }

  private static boolean isHex(String text, int digits) {
    return text.length() == digits
        && text.chars().allMatch(c -> c < 0x80 && HexFormat.isHexDigit(c));
  }

  /** All entries as a request; empty if there is none. */
  Slice toRequest() {
    if (records.size() == 0) {
      return Slice.EMPTY;
    }
    WireWriter out = new WireWriter(records.size() + 16);
    int resource = out.begin(RESOURCE_LOGS);
    int scope = out.begin(SCOPE_LOGS);
    out.raw(records.toSlice());
    out.end(scope);
    out.end(resource);
    return out.toSlice();
  }
}
