package io.beltline.model.otlp;

import io.beltline.model.Mergeable;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits telemetry into parts that keep to a limit.
 *
 * <p>Each part repeats what stands around its items: resource, scope, schema and unknown fields,
 * and for data points the metric. Resources that go to one part whole are shared, not copied. No
 * item is lost, their order stays, and one that is larger than the limit alone gets a part of its
 * own.
 */
public final class Splitter {
  private static final int LENGTH_ROOM = 4;

  private final int[][] levels;
  private final long maxItems;
  private final long maxBytes;

  private final List<Payload> parts = new ArrayList<>();
  private List<Slice> chunks = new ArrayList<>();
  private long items;
  private long bytes;

  // The wrappers around the place of the walk; those below `written` stand in the writer.
  private final int[] fields;
  private final byte[][] heads;
  private final int[] marks;
  private int wrappers;
  private int written;
  private WireWriter writer = new WireWriter();

  private byte[] in = MessageView.NOTHING;
  private int runFrom;
  private int runTo;

  private Splitter(int[][] levels, long maxItems, long maxBytes) {
    this.levels = levels;
    this.maxItems = maxItems;
    this.maxBytes = maxBytes;
    this.fields = new int[levels.length];
    this.heads = new byte[levels.length][];
    this.marks = new int[levels.length];
  }

  /** Parts of at most so many items each. Data points count for metrics. */
  public static <T extends Mergeable> List<T> byItems(T telemetry, int maxItems) {
    if (telemetry.itemCount() <= check(maxItems)) {
      return List.of(telemetry);
    }
    return new Splitter(Levels.of(telemetry.signal()), maxItems, Long.MAX_VALUE).split(telemetry);
  }

  /** Parts of at most so many bytes of uncompressed protobuf each. */
  public static <T extends Mergeable> List<T> byBytes(T telemetry, long maxBytes) {
    if (telemetry.byteSize() <= check(maxBytes)) {
      return List.of(telemetry);
    }
    return new Splitter(Levels.of(telemetry.signal()), Long.MAX_VALUE, maxBytes).split(telemetry);
  }

  private static long check(long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit " + limit + " (expected: more than 0)");
    }
    return limit;
  }

  @SuppressWarnings("unchecked") // with() keeps the class
  private <T extends Mergeable> List<T> split(T telemetry) {
    for (Slice chunk : telemetry.payload().chunks()) {
      endRun();
      in = chunk.array();
      inside(chunk.offset(), chunk.end(), 0);
    }
    endPart();
    return parts.stream().map(part -> (T) telemetry.with(part)).toList();
  }

  private void inside(int from, int to, int level) {
    for (int at = from; at < to; ) {
      long opened = Wire.tagAt(in, at, to);
      int tag = (int) opened;
      int value = (int) (opened >>> 32);
      int after = Wire.skip(in, value, to, tag & 7);
      if (Levels.leads(levels[level], tag)) {
        child(at, value, after, level);
      } else if (level == 0) {
        if (!fits(0, after - at)) {
          endPart();
        }
        take(at, after, 0);
      }
      at = after;
    }
  }

  private void child(int tagAt, int value, int after, int level) {
    int start = (int) (Wire.open(in, value, after) >>> 32);
    int count =
        maxItems == Long.MAX_VALUE ? 1 : ItemWalk.count(levels, in, start, after, level + 1);
    boolean fits = fits(count, after - tagAt);
    if (!fits && (items >= maxItems || bytes >= maxBytes)) {
      endPart();
      fits = fits(count, after - tagAt);
    }
    if (fits) {
      take(tagAt, after, count);
    } else if (level == levels.length - 1) {
      endPart();
      take(tagAt, after, count);
    } else {
      fields[wrappers] = (int) Wire.tagAt(in, tagAt, after) >>> 3;
      heads[wrappers] = head(start, after, levels[level + 1]);
      wrappers++;
      inside(start, after, level + 1);
      leave();
    }
  }

  private byte[] head(int from, int to, int[] children) {
    Bytes head = new Bytes();
    for (int at = from; at < to; ) {
      long opened = Wire.tagAt(in, at, to);
      int after = Wire.skip(in, (int) (opened >>> 32), to, (int) opened & 7);
      if (!Levels.leads(children, (int) opened)) {
        head.append(in, at, after);
      }
      at = after;
    }
    return java.util.Arrays.copyOf(head.array, head.size);
  }

  private boolean fits(int count, int size) {
    if (items + count > maxItems) {
      return false;
    }
    long needed = bytes + size;
    for (int i = written; i < wrappers; i++) {
      needed += wrapperSize(i);
    }
    return needed <= maxBytes;
  }

  /** An upper bound: the length is not known yet. */
  private long wrapperSize(int wrapper) {
    return 2L + LENGTH_ROOM + heads[wrapper].length;
  }

  private void take(int from, int to, int count) {
    if (wrappers == 0) {
      if (runTo != from || runFrom == runTo) {
        endRun();
        runFrom = from;
      }
      runTo = to;
    } else {
      endRun();
      while (written < wrappers) {
        bytes += wrapperSize(written);
        marks[written] = writer.begin(fields[written]);
        byte[] head = heads[written];
        writer.raw(head, 0, head.length);
        written++;
      }
      writer.raw(in, from, to);
    }
    bytes += to - from;
    items += count;
  }

  private void leave() {
    wrappers--;
    if (written > wrappers) {
      writer.end(marks[wrappers]);
      written = wrappers;
    }
    if (written == 0) {
      endWriter();
    }
  }

  private void endRun() {
    if (runFrom < runTo) {
      chunks.add(new Slice(in, runFrom, runTo - runFrom));
    }
    runFrom = 0;
    runTo = 0;
  }

  private void endWriter() {
    if (writer.size() > 0) {
      chunks.add(writer.toSlice());
      writer = new WireWriter();
    }
  }

  private void endPart() {
    endRun();
    while (written > 0) {
      writer.end(marks[--written]);
    }
    endWriter();
    if (!chunks.isEmpty()) {
      parts.add(Payload.of(chunks));
    }
    chunks = new ArrayList<>();
    items = 0;
    bytes = 0;
  }
}
