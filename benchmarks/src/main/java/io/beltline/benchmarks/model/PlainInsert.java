package io.beltline.benchmarks.model;

import io.beltline.model.Mergeable;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.Uninitialized;

/**
 * Adds {@link AttributeEdit#NEW} to every item the plainest way: one array of the right size, into
 * which each item is copied, and behind it the attribute.
 *
 * <p>It is the yardstick of the machine: it looks at no key, keeps lengths at the width they had,
 * and knows these payloads and nothing else. The bytes are those of {@link AttributeEdit#insert}.
 */
public final class PlainInsert {
  private static final int[] ITEMS = {1, 2, 2};
  private static final int[] POINTS = {1, 2, 2, 7, 1};
  private static final int GAUGE = 5;

  private final int[] path;
  private final byte[] attribute;
  private final byte[] in;
  private final byte[] out;
  private int size;

  private PlainInsert(int[] path, byte[] attribute, Slice chunk, int items) {
    this.path = path;
    this.attribute = attribute;
    this.in = chunk.array();
    this.out = Uninitialized.bytes(chunk.length() + items * attribute.length);
  }

  /** A request of one chunk with the attribute in each item. */
  public static Mergeable insert(Mergeable request) {
    Slice chunk = request.payload().contiguous();
    PlainInsert insert =
        switch (request.signal()) {
          case TRACES -> new PlainInsert(ITEMS, attribute(9), chunk, request.itemCount());
          case LOGS -> new PlainInsert(ITEMS, attribute(6), chunk, request.itemCount());
          default -> new PlainInsert(POINTS, attribute(7), chunk, request.itemCount());
        };
    insert.children(chunk.offset(), chunk.end(), 0);
    Payload result = Payload.of(Slice.of(insert.out));
    return (Mergeable) Telemetry.of(request.signal(), result);
  }

  private static byte[] attribute(int field) {
    byte[] encoded = AttributeEdit.NEW.encoded().toByteArray();
    byte[] whole = new byte[encoded.length + 2];
    whole[0] = (byte) (field << 3 | 2);
    whole[1] = (byte) encoded.length;
    System.arraycopy(encoded, 0, whole, 2, encoded.length);
    return whole;
  }

  private void children(int at, int end, int level) {
    for (int p = at; p < end; ) {
      int from = p + 1;
      int length = 0;
      for (int shift = 0; ; shift += 7) {
        int next = in[from++];
        length |= (next & 0x7f) << shift;
        if (next >= 0) {
          break;
        }
      }
      boolean varint = (in[p] & 7) == 0;
      int to = varint ? from : from + length;
      int field = in[p] >>> 3;
      if (field == path[level] || (level == 3 && field == GAUGE)) {
        copy(p, from);
        int content = size;
        if (level == path.length - 1) {
          copy(from, to);
          System.arraycopy(attribute, 0, out, size, attribute.length);
          size += attribute.length;
        } else {
          children(from, to, level + 1);
        }
        length(content, from - p - 1);
      } else {
        copy(p, to);
      }
      p = to;
    }
  }

  private void copy(int from, int to) {
    System.arraycopy(in, from, out, size, to - from);
    size += to - from;
  }

  private void length(int content, int width) {
    int rest = size - content;
    for (int i = width; i > 0; i--) {
      out[content - i] = (byte) (i == 1 ? rest : (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    if (rest != 0) {
      throw new IllegalStateException("a length needs more bytes than before");
    }
  }
}
