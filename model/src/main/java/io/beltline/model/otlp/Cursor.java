package io.beltline.model.otlp;

import io.beltline.model.Slice;

/**
 * Walks a repeated message field: {@code for (var e = span.events(); e.next(); ) e.item()...}.
 *
 * <p>The item is one flyweight, bound again by each step. A view owns one cursor for each field;
 * two walks of the same field at once need a cursor of the caller's.
 */
public class Cursor<V extends MessageView> {
  final V item;
  int slot;
  byte[] array = MessageView.NOTHING;
  int at;
  int end;
  int tag;
  int depth;

  /** A cursor over nothing that will show items through a view. */
  public Cursor(V item) {
    this.item = item;
  }

  final void start(MessageView owner, int ofSlot) {
    slot = ofSlot;
    if (owner.has(ofSlot)) {
      enter(owner, ofSlot);
    } else {
      at = 0;
      end = 0;
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same array or another
  private void enter(MessageView owner, int ofSlot) {
    if (array != owner.array) {
      array = owner.array;
    }
    tag = owner.type.table[ofSlot].tag();
    at = owner.slots[2 * ofSlot];
    end = owner.slots[2 * ofSlot + 1];
    depth = owner.below(item.type);
  }

  /** Goes on to the next item and says whether there is one. */
  public boolean next() {
    byte[] b = array;
    int limit = end;
    int p = at;
    if (p >= limit) {
      return false;
    }
    if (limit - p >= Integer.BYTES) {
      int word = (int) MessageView.INT.get(b, p);
      int length = Wire.usualSize(word);
      int from = p + Wire.usualHead(word);
      if ((byte) word == tag && length >= 0 && length <= limit - from) {
        at = from + length;
        item.bind(b, from, from + length, depth);
        return true;
      }
    }
    return nextAny(p);
  }

  /** The same where other fields, long tags or long lengths stand before the next item. */
  private boolean nextAny(int from) {
    byte[] b = array;
    int limit = end;
    int p = from;
    while (p < limit) {
      long opened = Wire.tagAt(b, p, limit);
      int value = (int) (opened >>> 32);
      if ((int) opened == tag) {
        long content = Wire.open(b, value, limit);
        at = (int) content;
        item.bind(b, (int) (content >>> 32), (int) content, depth);
        return true;
      }
      p = Wire.skip(b, value, limit, (int) opened & 7);
    }
    at = p;
    return false;
  }

  /** The current item. */
  public V item() {
    return item;
  }

  /** How many items are left; the cursor does not move. */
  public final int remaining() {
    int count = 0;
    for (int p = at; p < end; ) {
      long opened = Wire.tagAt(array, p, end);
      if ((int) opened == tag) {
        count++;
      }
      p = Wire.skip(array, (int) (opened >>> 32), end, (int) opened & 7);
    }
    return count;
  }

  /** The current item's bytes, shared. */
  public final Slice slice() {
    return item().toSlice();
  }
}
