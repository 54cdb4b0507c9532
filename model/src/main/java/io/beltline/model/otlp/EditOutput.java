package io.beltline.model.otlp;

import io.beltline.model.Slice;
import io.beltline.model.Uninitialized;

/**
 * What a walk over a chunk has written so far. What is not changed is copied in runs, when
 * something behind it is; nothing is copied before the first change. One thread.
 */
final class EditOutput {
  /** An attribute with its tags and lengths is seldom longer. */
  private static final int ATTRIBUTE = 48;

  byte[] in = MessageView.NOTHING;

  /** The size of the last item with its tag, 0 before the first. */
  int item;

  private Slice chunk = Slice.EMPTY;
  private Bytes out = new Bytes();

  /** Up to where the input is in the output or left out. */
  private int copied;

  EditOutput() {}

  /** Starts at the front of a chunk. */
  void start(Slice next) {
    chunk = next;
    in = next.array();
    copied = next.offset();
    out = new Bytes();
    item = 0;
  }

  /** Whether anything was written or left out. */
  boolean isChanged() {
    return out.size != 0 || copied != chunk.offset();
  }

  /** The chunk as edited: itself if it was not. */
  Slice finish() {
    if (!isChanged()) {
      return chunk;
    }
    upTo(chunk.end());
    return new Slice(out.array, 0, out.size);
  }

  /** Where what stands at a position of the input stands in the output, or will. */
  int place(int position) {
    return out.size + position - copied;
  }

  /** The output with all of the input before a position. */
  Bytes upTo(int position) {
    if (out.array.length == 0) {
      out.array = Uninitialized.bytes(likelySize());
    }
    if (copied < position) {
      out.append(in, copied, position);
      copied = position;
    }
    return out;
  }

  /** The output with all before a part of the input, which the caller writes anew. */
  Bytes instead(int from, int to) {
    upTo(from);
    copied = to;
    return out;
  }

  /** Leaves out a message, and takes back what was written of it. */
  void drop(Level gone) {
    if (copied <= gone.tagAt) {
      upTo(gone.tagAt);
    } else {
      out.size = gone.outTag;
    }
    copied = gone.to;
  }

  /** Writes the length of a message whose content was written, if it has another one now. */
  void fixLength(Level closing) {
    if (copied < closing.from) {
      return;
    }
    int length = place(closing.to) - closing.outFrom;
    if (length != closing.to - closing.from) {
      int size = Wire.sizeOf(length);
      if (size != closing.lengthSize) {
        upTo(closing.to);
        out.shift(closing.outFrom, size - closing.lengthSize);
      }
      Wire.put(out.array, closing.outFrom - closing.lengthSize, length);
    }
  }

  /** What a chunk takes in which each item gains an attribute: others are as the current one. */
  private int likelySize() {
    long size = chunk.length();
    long items = item == 0 ? 0 : size / item + 1;
    long more = Math.clamp(items * ATTRIBUTE, size / 8, size / 2);
    return (int) Math.min(Integer.MAX_VALUE - 8, size + more + 64);
  }
}
