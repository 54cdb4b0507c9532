package io.beltline.delivery;

import io.beltline.model.Payload;
import io.beltline.model.Profiles;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Wire;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts OTLP requests in wire form. Only the one message at each level that the cut goes through is
 * written anew, in both parts with all it says of itself; its neighbours are copied as they are,
 * once, and whole chunks are shared.
 */
final class OtlpSplitter implements Splitter {

  @Override
  public boolean canCut(Telemetry telemetry) {
    return !(telemetry instanceof Profiles);
  }

  @Override
  public Cut cut(Telemetry telemetry, int items) {
    ItemFields fields = ItemFields.of(telemetry.signal());
    List<Slice> head = new ArrayList<>();
    List<Slice> tail = new ArrayList<>();
    int left = items;
    for (Slice chunk : telemetry.payload().chunks()) {
      int count = left == 0 ? 0 : fields.count(chunk);
      if (left == 0) {
        tail.add(chunk);
      } else if (count <= left) {
        head.add(chunk);
        left -= count;
      } else {
        PartWriter before = new PartWriter(chunk.array());
        PartWriter behind = new PartWriter(chunk.array());
        cut(fields, chunk.offset(), chunk.end(), left, before, behind);
        head.add(Slice.of(before.toByteArray()));
        tail.add(Slice.of(behind.toByteArray()));
        left = 0;
      }
    }
    return new Cut(telemetry.with(Payload.of(head)), telemetry.with(Payload.of(tail)));
  }

  /** Between two chunks where there are several, because then nothing is copied. */
  @Override
  public int half(Telemetry telemetry, int items) {
    int seam = seam(telemetry, items);
    return seam > 0 ? seam : items / 2;
  }

  @Override
  public int seam(Telemetry telemetry, int items) {
    ItemFields fields = ItemFields.of(telemetry.signal());
    int best = 0;
    int before = 0;
    for (Slice chunk : telemetry.payload().chunks()) {
      before += fields.count(chunk);
      if (before < items && Math.abs(2 * before - items) < Math.abs(2 * best - items)) {
        best = before;
      }
    }
    return best;
  }

  private static void cut(
      ItemFields fields, int from, int to, int items, PartWriter head, PartWriter tail) {
    byte[] in = head.source();
    int left = items;
    for (int at = from; at < to; ) {
      long opened = Wire.tagAt(in, at, to);
      int tag = (int) opened;
      int value = (int) (opened >>> 32);
      int after = Wire.skip(in, value, to, tag & 7);
      int count = fields.held(in, tag, value, after);
      if (count <= left) {
        head.copy(at, after);
      }
      if (count == 0 || left == 0) {
        tail.copy(at, after);
      } else if (count > left) {
        int content = (int) (Wire.open(in, value, after) >>> 32);
        int inHead = head.open(tag);
        int inTail = tail.open(tag);
        cut(fields.below(), content, after, left, head, tail);
        head.close(inHead);
        tail.close(inTail);
      }
      left = Math.max(0, left - count);
      at = after;
    }
  }

  @Override
  public List<Integer> sizes(Telemetry telemetry) {
    ItemFields fields = ItemFields.of(telemetry.signal());
    List<Integer> sizes = new ArrayList<>();
    for (Slice chunk : telemetry.payload().chunks()) {
      fields.measure(chunk.array(), chunk.offset(), chunk.end(), sizes);
    }
    return sizes;
  }
}
