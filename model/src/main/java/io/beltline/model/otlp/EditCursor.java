package io.beltline.model.otlp;

/**
 * Walks a repeated message field with an editor as the item: items may be edited, removed and added
 * on the way.
 */
public final class EditCursor<E extends MessageView> extends Cursor<E> {
  private static final int BEFORE_FIRST = -1;
  private static final int LAST = Integer.MAX_VALUE;

  private final Edit owner;
  private int index = BEFORE_FIRST;
  private int tagAt;
  private int seen;

  EditCursor(Edit owner, int slot, E item) {
    super(item);
    this.owner = owner;
    this.slot = slot;
    owner.adopt(item.edit(), this);
  }

  /** Goes back before the first item. */
  EditCursor<E> restart() {
    start(owner.view, slot);
    index = BEFORE_FIRST;
    seen = owner.root().stamp;
    item.edit().forget();
    return this;
  }

  @Override
  public boolean next() {
    if (seen != owner.root().stamp) {
      place();
    }
    if (index == LAST || !super.next()) {
      return false;
    }
    index++;
    tagAt = -1;
    item.edit().forgetChildren(null);
    bound();
    return true;
  }

  private void bound() {
    item.edit().located = true;
    item.edit().present = true;
    seen = owner.root().stamp;
  }

  /** Finds the place behind the current item again after a write. */
  private void place() {
    Edit current = item.edit();
    if (index >= 0 && current.located) {
      array = item.array;
      at = item.to;
      end = owner.view.to;
    } else {
      walk();
    }
    seen = owner.root().stamp;
  }

  /** Binds the item to the bytes at the current index. */
  void seek() {
    if (index == BEFORE_FIRST || !walk()) {
      throw new IllegalStateException("the item is gone, or next() was not called");
    }
    bound();
  }

  private boolean walk() {
    start(owner.view, slot);
    boolean found = false;
    for (int i = 0; i <= index; i++) {
      int before = at;
      if (!super.next()) {
        break;
      }
      tagAt = before;
      found = true;
      if (index == LAST && remaining() == 0) {
        break;
      }
    }
    if (found) {
      skipToTag();
    }
    return found;
  }

  /** Other fields may stand between two items. */
  private void skipToTag() {
    int p = tagAt;
    while (true) {
      long opened = Wire.tagAt(array, p, end);
      int after = Wire.skip(array, (int) (opened >>> 32), end, (int) opened & 7);
      if (after == at) {
        tagAt = p;
        return;
      }
      p = after;
    }
  }

  /** Removes the current item; {@link #next} goes on to the one behind it. */
  public void remove() {
    owner.begin();
    item.edit().forget();
    if (!walkTo()) {
      throw new IllegalStateException("no item to remove (expected: next() was true before)");
    }
    int place = tagAt - owner.view.from;
    owner.splice(tagAt, at - tagAt, 0);
    index = index == LAST ? LAST : index - 1;
    item.edit().forget();
    start(owner.view, slot);
    if (index >= 0) {
      array = owner.view.array;
      at = owner.view.from + place;
      end = owner.view.to;
    }
    seen = owner.root().stamp;
  }

  private boolean walkTo() {
    return index != BEFORE_FIRST && walk();
  }

  /** Adds an empty item behind all others and shows it. The walk is over then. */
  public E add() {
    return add(MessageView.NOTHING, 0, 0);
  }

  /** Adds an encoded item behind all others and shows it. The walk is over then. */
  public E add(io.beltline.model.Slice message) {
    return add(message.array(), message.offset(), message.end());
  }

  private E add(byte[] source, int from, int to) {
    owner.add(slot, source, from, to);
    MessageView outer = owner.view;
    index = LAST;
    item.edit().forget();
    item.bind(outer.array, outer.to - (to - from), outer.to, outer.below(item.type));
    bound();
    return item;
  }
}
