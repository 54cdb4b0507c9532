package io.beltline.receiver.prometheus;

import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.prometheus.incoming.PointProblem;
import io.beltline.model.otlp.DataPointFlags;
import io.beltline.model.otlp.WireWriter;
import java.util.List;

/**
 * A data point of OpenTelemetry that a target tells again and again, of one series or several. It
 * outlives scrapes, so that its attributes are written once and its end is noticed. One thread.
 */
abstract class SeriesPoint implements ByteTable.Keyed {
  /**
   * After so many scrapes that could not be handed on, the end of a series is not told any more.
   */
  static final int PATIENCE = 10;

  private final byte[] attributes;

  /** The last scrape that told it. */
  int seen;

  /** Unix nanoseconds of its value. */
  long time;

  /** The last scrape whose request has it. */
  int written;

  /** Since when it counts, in Unix nanoseconds; 0 if not known. */
  long start;

  /** Whether its end is noticed: not if the target says the time of its value. */
  boolean tracked;

  /** Whether its end is to be told when it is not seen any more. */
  boolean live;

  /** How often its end has been told in vain. */
  int missed;

  List<IncomingExemplar> exemplars = List.of();

  /**
   * A point not told yet.
   *
   * @param attributes as fields of its message
   */
  SeriesPoint(byte[] attributes) {
    this.attributes = attributes;
  }

  @Override
  public byte[] key() {
    return attributes;
  }

  /** Notes that a scrape tells it; false if at another time than it has told before. */
  final boolean touch(int scrape, long nanos, boolean isTracked) {
    if (seen == scrape) {
      return time == nanos;
    }
    seen = scrape;
    tracked = isTracked;
    time = nanos;
    exemplars = List.of();
    return true;
  }

  /** Lets go what only the scrape needed that has told it. */
  void letGo() {
    exemplars = List.of();
  }

  /** Whether it, or its end, is to be written. */
  final boolean isDue(int scrape) {
    return seen == scrape || live;
  }

  /** Whether it has ended and been forgotten. */
  final boolean isGone() {
    return missed >= PATIENCE;
  }

  /** Why it cannot be written though it was told. */
  PointProblem problem() {
    return PointProblem.NONE;
  }

  /** Writes its message: the value, or that there is none any more. */
  final void write(WireWriter out, boolean ended, long now) {
    int message = out.begin(1);
    out.raw(attributes, 0, attributes.length);
    value(out, ended ? RemoteWrite.STALE : 0, ended ? now : time, ended);
    out.end(message);
  }

  /** Writes what stands behind the attributes. */
  abstract void value(WireWriter out, double stale, long when, boolean ended);

  /** Writes the flag of a point without a value. */
  static void flag(WireWriter out, int field) {
    out.varint(field, DataPointFlags.NO_RECORDED_VALUE_MASK);
  }
}
