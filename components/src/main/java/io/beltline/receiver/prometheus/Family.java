package io.beltline.receiver.prometheus;

import io.beltline.components.exposition.MetricType;

/** What a target says of a family: its type, help and unit. One thread. */
final class Family implements ByteTable.Keyed {
  /** What is known of a family that nothing is said of. */
  static final Family UNKNOWN = new Family(new byte[0]);

  /** What is known of a native histogram that nothing is said of. */
  static final Family HISTOGRAM = new Family(new byte[0]);

  static {
    HISTOGRAM.type = MetricType.HISTOGRAM;
  }

  private final byte[] name;
  MetricType type = MetricType.UNKNOWN;
  String help = "";
  String unit = "";

  /** In which scrape it was last spoken of. */
  int seen;

  Family(byte[] name) {
    this.name = name;
  }

  /** What a text of it takes. */
  static long room(String text) {
    return 2L * text.length();
  }

  /** What it takes, about. */
  long bytes() {
    return name.length + (long) SeriesEntry.OVERHEAD + room(help) + room(unit);
  }

  @Override
  public byte[] key() {
    return name;
  }
}
