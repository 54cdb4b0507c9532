package io.beltline.receiver.loki;

import io.beltline.api.Clock;
import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;

/** Reads requests in each of their forms as OTLP. Safe for all threads. */
final class RequestForms {
  private final boolean incomingTimes;
  private final Clock clock;

  RequestForms(boolean incomingTimes, Clock clock) {
    this.incomingTimes = incomingTimes;
    this.clock = clock;
  }

  /**
   * An OTLP request of a push request in protobuf; empty without entries.
   *
   * @throws io.beltline.model.MalformedTelemetryException if it cannot be read
   */
  Slice protobuf(Slice body, Room room) {
    RecordWriter records = records(room);
    PushReader.read(body, records);
    return records.toRequest();
  }

  /**
   * An OTLP request of a push request in JSON; empty without entries.
   *
   * @throws io.beltline.model.MalformedTelemetryException if it cannot be read
   */
  Slice json(Slice body, Room room) {
    RecordWriter records = records(room);
    new JsonPush(records, room).read(body);
    return records.toRequest();
  }

  private RecordWriter records(Room room) {
    return new RecordWriter(incomingTimes, clock.unixNanos(), room);
  }
}
