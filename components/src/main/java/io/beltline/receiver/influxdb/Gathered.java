package io.beltline.receiver.influxdb;

import io.beltline.components.metrics.MetricGroups;
import io.beltline.components.metrics.MetricHead;
import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;

/** The points of a request. One thread. */
final class Gathered {
  /** How often a point is held: in a buffer that grew, and in the request. */
  private static final int COPIES = 4;

  private static final int OBJECT = 256;

  private final Room room;
  private final MetricGroups groups = new MetricGroups();
  private long skipped;

  Gathered(Room room) {
    this.room = room;
  }

  /** Asks for what a point takes, before it is made. */
  void take(Measured at, String name, int buckets) {
    long size = name.length() + 16L * buckets + at.resource().length() + at.scope().length();
    for (var each : at.attributes().entrySet()) {
      size += each.getKey().length() + each.getValue().length() + 8;
    }
    room.take(OBJECT + COPIES * size);
  }

  /** Adds the point of a gauge. */
  void gauge(Measured at, String name, Object number) {
    add(at, MetricHead.gauge(name), number, false);
  }

  /** Adds the point of a sum that only grows. */
  void counter(Measured at, String name, Object number) {
    add(at, MetricHead.counter(name, "", at.temporality()), number, true);
  }

  /**
   * Adds a number.
   *
   * @param temporal whether the tag with the temporality means the metric
   */
  void add(Measured at, MetricHead head, Object number, boolean temporal) {
    take(at, head.name(), 0);
    groups.add(at.resource(), at.scope(), head, at.number(number, temporal));
  }

  /** Adds a point that takes what was asked for. */
  void add(Measured at, MetricHead head, Slice point) {
    groups.add(at.resource(), at.scope(), head, point);
  }

  /** A field has no place in metrics. */
  void skip() {
    skipped++;
  }

  /** How many fields have no place in metrics. */
  long skipped() {
    return skipped;
  }

  /** All points. */
  Slice request() {
    return groups.points() == 0 ? Slice.EMPTY : groups.build().payload().contiguous();
  }
}
