package io.beltline.delivery.journal;

/** A record that was kept: where it is and what its header says. Immutable. */
public final class RecordRef {
  private final RecordHeader header;

  RecordRef(RecordHeader header) {
    this.header = header;
  }

  RecordHeader header() {
    return header;
  }

  /** Its number in the journal; records of a queue come in the order of their numbers. */
  public long sequence() {
    return header.sequence();
  }

  /** How many items it holds. */
  public int items() {
    return header.items();
  }

  /** What it fills of its queue, in the unit the appender used. */
  public long size() {
    return header.size();
  }

  /** The bytes of its payload. */
  public int bytes() {
    return header.payloadLength();
  }

  /** The metadata it was appended with; not to be written. */
  public byte[] meta() {
    return header.meta();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordRef that && that.sequence() == sequence();
  }

  @Override
  public int hashCode() {
    return Long.hashCode(sequence());
  }

  @Override
  public String toString() {
    return "record " + sequence() + " at " + header.position();
  }
}
