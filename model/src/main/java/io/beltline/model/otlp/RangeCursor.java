package io.beltline.model.otlp;

/** Walks a repeated string field. */
public final class RangeCursor {
  private final ByteRange range = new ByteRange();
  private byte[] array = MessageView.NOTHING;
  private int tag;
  private int at;
  private int end;

  RangeCursor() {}

  void start(MessageView owner, int slot) {
    tag = owner.type.table[slot].tag();
    at = owner.has(slot) ? owner.slots[2 * slot] : 0;
    end = owner.has(slot) ? owner.slots[2 * slot + 1] : 0;
    array = owner.array;
  }

  /** Goes on to the next text and says whether there is one. */
  public boolean next() {
    while (at < end) {
      long opened = Wire.tagAt(array, at, end);
      int value = (int) (opened >>> 32);
      at = Wire.skip(array, value, end, (int) opened & 7);
      if ((int) opened == tag) {
        range.set(array, (int) (Wire.open(array, value, end) >>> 32), at);
        return true;
      }
    }
    return false;
  }

  /** The current text. */
  public ByteRange item() {
    return range;
  }
}
