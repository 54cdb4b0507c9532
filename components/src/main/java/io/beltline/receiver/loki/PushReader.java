package io.beltline.receiver.loki;

import io.beltline.components.loki.PushFields;
import io.beltline.components.loki.StreamLabels;
import io.beltline.components.protobuf.WireFields;
import io.beltline.components.protobuf.WireFields.Field;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;

/** Reads {@code logproto.PushRequest}. Stateless. */
final class PushReader {
  private static final long NANOS = 1_000_000_000L;
  private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS - 1;

  private PushReader() {}

  /**
   * Reads a request into records.
   *
   * @throws MalformedTelemetryException if the bytes are none, or labels cannot be read
   */
  static void read(Slice body, RecordWriter out) {
    WireFields.each(
        body.array(),
        body.offset(),
        body.end(),
        field -> {
          if (field.number() == PushFields.STREAMS) {
            stream(field, out);
          }
        });
  }

  private static void stream(Field stream, RecordWriter out) {
    String[] labels = {""};
    boolean[] entries = {false};
    WireFields.each(
        stream.in(),
        stream.from(),
        stream.to(),
        field -> {
          if (field.number() == PushFields.LABELS) {
            labels[0] = field.text();
          }
          entries[0] |= field.number() == PushFields.ENTRIES;
        });
    if (!entries[0]) {
      return;
    }
    out.stream(StreamLabels.parse(labels[0]));
    WireFields.each(
        stream.in(),
        stream.from(),
        stream.to(),
        field -> {
          if (field.number() == PushFields.ENTRIES) {
            entry(field, out);
          }
        });
  }

  private static void entry(Field entry, RecordWriter out) {
    long[] time = {0};
    String[] line = {""};
    WireFields.each(
        entry.in(),
        entry.from(),
        entry.to(),
        field -> {
          switch (field.number()) {
            case PushFields.TIMESTAMP -> time[0] = time(field);
            case PushFields.LINE -> line[0] = field.text();
            default -> {}
          }
        });
    out.begin(time[0], line[0]);
    WireFields.each(
        entry.in(),
        entry.from(),
        entry.to(),
        field -> {
          if (field.number() == PushFields.METADATA) {
            pair(field, out);
          }
        });
    out.end();
  }

  /** A time; one that OTLP cannot say is none. */
  private static long time(Field time) {
    long[] parts = {0, 0};
    WireFields.each(
        time.in(),
        time.from(),
        time.to(),
        field -> {
          if (field.number() == 1 || field.number() == 2) {
            parts[field.number() - 1] = field.varint();
          }
        });
    boolean possible =
        parts[0] >= 0 && parts[0] < MOST_SECONDS && parts[1] >= 0 && parts[1] < NANOS;
    return possible ? parts[0] * NANOS + parts[1] : 0;
  }

  private static void pair(Field pair, RecordWriter out) {
    String[] parts = {"", ""};
    WireFields.each(
        pair.in(),
        pair.from(),
        pair.to(),
        field -> {
          if (field.number() == 1 || field.number() == 2) {
            parts[field.number() - 1] = field.text();
          }
        });
    out.metadata(parts[0], parts[1]);
  }
}
