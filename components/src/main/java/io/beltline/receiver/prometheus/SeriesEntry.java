package io.beltline.receiver.prometheus;

import org.jspecify.annotations.Nullable;

/**
 * A series as a target writes it, with all that was found out about it: its text is looked at once,
 * relabeling runs once. One thread.
 */
final class SeriesEntry implements ByteTable.Keyed {
  /** What an entry takes beside its bytes, about. */
  static final int OVERHEAD = 200;

  private final byte[] text;
  Role role = Role.DROPPED;

  /** The point it is part of. */
  @Nullable SeriesPoint point;

  /** Its bucket or quantile. */
  @Nullable Part part;

  /** What it describes, if it does. */
  @Nullable ResourceGroup resource;

  /** What it describes, if it does. */
  @Nullable ScopeGroup scope;

  /** What it says of the families was like this when it was looked at. */
  int families;

  /** The last scrape that told it. */
  int seen;

  /** What came behind it the last time. */
  @Nullable SeriesEntry next;

  SeriesEntry(byte[] text) {
    this.text = text;
  }

  /** What it takes, about. */
  long bytes() {
    return text.length + (long) OVERHEAD;
  }

  /** Whether what it is part of has been forgotten, so that it must be looked at again. */
  boolean isGone() {
    return (point != null && point.isGone()) || (part != null && part.gone);
  }

  @Override
  public byte[] key() {
    return text;
  }
}
