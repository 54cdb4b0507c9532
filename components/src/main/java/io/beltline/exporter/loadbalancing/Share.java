package io.beltline.exporter.loadbalancing;

import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a request goes to one backend, while it is put together. What stands around an item is
 * written once for all items that follow each other in it. One thread.
 */
final class Share {
  /** Resource, scope, metric and data. */
  static final int LEVELS = 4;

  private final List<Slice> chunks = new ArrayList<>();
  private final @Nullable Surround[] open = new Surround[LEVELS];
  private final int[] marks = new int[LEVELS];
  private WireWriter out = new WireWriter();
  private int depth;

  /**
   * A message around items, without them. Two are the same only if they are one object.
   *
   * @param field the number of its field
   * @param head its other fields, tags included
   */
  record Surround(int field, Slice head) {}

  /** Adds a field of the request itself. */
  void whole(Slice field) {
    leave(0);
    if (out.size() > 0) {
      chunks.add(out.toSlice());
      out = new WireWriter();
    }
    chunks.add(field);
  }

  /** Adds a field that stands inside some messages, given from the outside in. */
  void inside(Surround[] around, int count, Slice field) {
    int same = 0;
    while (same < depth && same < count && isSame(open[same], around[same])) {
      same++;
    }
    leave(same);
    while (depth < count) {
      Surround next = around[depth];
      open[depth] = next;
      marks[depth++] = out.begin(next.field);
      out.raw(next.head);
    }
    out.raw(field);
  }

  @SuppressWarnings("ReferenceEquality") // equal heads of two resources still are two resources
  private static boolean isSame(@Nullable Surround a, Surround b) {
    return a == b;
  }

  private void leave(int level) {
    while (depth > level) {
      out.end(marks[--depth]);
    }
  }

  /** All of it. */
  Payload finish() {
    leave(0);
    chunks.add(out.toSlice());
    return Payload.of(chunks);
  }
}
